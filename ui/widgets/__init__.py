"""Small painted and composed widgets shared by the screens."""
