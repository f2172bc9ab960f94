"""The network that scores spans, and what is decoded from its logits."""
