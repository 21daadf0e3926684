"""The files that chapters read, and whether Binder will have them."""
