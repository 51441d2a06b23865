"""The year around the numbers: evidence file, who checks whom, progress, changes, appeals, comparison of periods.

Pure: each module takes the campaign, results, and what somebody found on the disk, and gives what is to be told.
"""
