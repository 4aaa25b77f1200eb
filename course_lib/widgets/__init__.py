"""What a learner touches: live labs, sliders, comparisons."""
