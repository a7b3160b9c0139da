"""The tests; `user` plays the officer at the keyboard."""
