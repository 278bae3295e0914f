"""Real servers for tests, each started by its fixture on a free loopback port, and kits that misbehave."""
