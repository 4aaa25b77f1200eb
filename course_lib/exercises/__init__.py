"""Exercises and quizzes that check themselves."""
