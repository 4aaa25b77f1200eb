"""Networks: builders that return Keras models."""
