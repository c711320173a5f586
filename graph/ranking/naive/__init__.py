"""The obvious methods, shown beside the verdict because disagreement warns."""
