"""What is true: the records of the process with their rules; knows no web, no mail and no queue."""
