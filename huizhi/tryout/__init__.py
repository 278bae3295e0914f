"""A post office on this machine alone, with which Huizhi can be tried out: nothing leaves it."""
