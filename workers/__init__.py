"""When things happen: the nudge to the worker threads, the one timetable, and the watcher of the mailbox."""
