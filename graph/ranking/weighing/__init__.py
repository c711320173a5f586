"""How much speaks for a holder: its records at risk and their times against what is expected."""
