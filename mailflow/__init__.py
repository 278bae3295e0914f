"""The wire and the desk: fetches, reads and applies what comes in; composes and sends what goes out."""
