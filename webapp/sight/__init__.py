"""How the work goes as a whole: figures for those who answer for it, lists to take away, a case on paper."""
