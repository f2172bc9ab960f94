"""A reader small enough to be trained while a test waits, and the questions it is trained on."""

import json
import random
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from qa.evaluate.squad import Example
from qa.train.mixture import Recipe, Source
from qa.train.model import Shape, SpanReader, save_reader
from qa.train.runs import Settings
from qa.train.schedule import Schedule

NAMES = ("Anna", "Boris", "Chen", "Dora", "Emil", "Fatima", "Goran", "Hana")
CITIES = ("Lyon", "Oslo", "Quito", "Riga", "Seoul", "Tunis", "Vienna", "Warsaw")


def fact(name: str, city: str) -> str:
    return f"{name} lives in {city}."


def facts(count: int) -> list[Example]:
    """Questions about three facts each; every third asks for somebody who is not there."""
    chance = random.Random(3)
    made = []
    for number in range(count):
        names, cities = chance.sample(NAMES, 4), chance.sample(CITIES, 3)
        context = " ".join(map(fact, names, cities))
        asked = 3 if number % 3 == 0 else chance.randrange(3)
        spans: tuple[tuple[int, int], ...] = ()
        if asked < 3:
            start = context.index(cities[asked])
            spans = ((start, start + len(cities[asked])),)
        made.append(Example(str(number), f"Where is {names[asked]}?", context, spans))
    return made


def write_squad(path: Path, examples: list[Example]) -> None:
    paragraphs = [
        {
            "context": e.context,
            "qas": [
                {
                    "id": e.id,
                    "question": e.question,
                    "is_impossible": not e.answers,
                    "answers": [{"text": e.context[s:t], "answer_start": s} for s, t in e.answers],
                }
            ],
        }
        for e in examples
    ]
    path.write_text(json.dumps({"data": [{"title": "", "paragraphs": paragraphs}]}))


def write_encoder(folder: Path, texts: list[str]) -> None:
    """Write a random encoder of 2 layers, 64 wide, with a tokenizer of these texts' words."""
    words = sorted({word.lower() for text in texts for word in text[:-1].replace(".", "").split()})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", "?", *words]
    ids = {word: number for number, word in enumerate(dict.fromkeys(vocabulary))}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    folder.mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    torch.manual_seed(0)
    save_reader(SpanReader(Shape(len(ids), 64, 2, 4, 96, 64)), folder)


@pytest.fixture(name="settings")
def tiny_settings(tmp_path: Path) -> Settings:
    """A run over 240 questions with an encoder that knows nothing yet."""
    examples = facts(240)
    write_squad(tmp_path / "facts.json", examples)
    texts = [text for e in examples for text in (e.question, e.context)]
    write_encoder(tmp_path / "encoder", texts)
    recipe = Recipe((Source(tmp_path / "facts.json"),), max_length=64, tokens=256, batches=2)
    return Settings(recipe, str(tmp_path / "encoder"), Schedule(peak=3e-3, warmup=10))
