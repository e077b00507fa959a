"""The letters of a case: drafted from it, looked over, sent with the act that they are, and kept byte for byte."""
