"""What is read: one template per kind of paper, for screen, print, PDF and mail."""
