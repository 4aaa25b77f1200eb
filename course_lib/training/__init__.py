"""What learns: Keras models with a train step, their knobs and their runs."""
