"""How the shipped reader was made: SQuAD 2.0 JSON files in, an ONNX span reader out.

It needs torch and scipy, which answering questions does not: asking imports nothing of it, only
``qa evaluate evidence`` fits anew.
``python -m qa.train --help`` lists the steps.
"""
