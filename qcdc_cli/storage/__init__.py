"""Files written so that none is ever torn or lost: replaced at once, or left as it was."""
