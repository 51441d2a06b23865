"""Files written so that none is torn, lost or overwritten in silence: several at a time, all of them or none."""
