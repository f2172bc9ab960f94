"""How the shipped reader was made: SQuAD 2.0 JSON files in, an ONNX span reader out.

Nothing else in ``qa`` imports this package; it needs torch, answering questions does not.
``python -m qa.train --help`` lists the steps.
"""
