"""Dialogues: what each follow-up question is understood as, and which are left alone."""

import pytest

from qa.contract.answer import Turn
from qa.question.follow_up.standalone import standalone

# A dialogue: (question, what it is understood as or None for left alone, answer), in order.
Dialogue = list[tuple[str, str | None, str]]

ARMS = "in response to the United States selling arms to Taiwan"

DIALOGUES: dict[str, Dialogue] = {
    "a person and what he did": [
        ("Who is Leon Panetta?", None, "U.S. Defense Secretary"),
        (
            "What did he urge?",
            "What did Leon Panetta urge?",
            "China on Tuesday to expand military relations with the United States",
        ),
        (
            "When?",
            "When did Leon Panetta urge China to expand military relations with the United States?",
            "",
        ),
    ],
    "a person, nothing answered": [
        ("Who is Leon Panetta?", None, ""),
        ("What did he urge?", "What did Leon Panetta urge?", ""),
        ("When?", "When did Leon Panetta urge?", ""),
        ("What was his role?", "What was Leon Panetta's role?", ""),
    ],
    "another year": [
        ("Why did China suspend ties in 2010?", None, ARMS),
        ("And in 2022?", "Why did China suspend ties in 2022?", "Nancy Pelosi's visit to Taiwan"),
        ("Who visited Beijing in between?", "Who visited Beijing between 2010 and 2022?", ""),
    ],
    "ties restored": [
        ("Why did China suspend ties in 2010?", None, ARMS),
        ("And when were they restored?", "When were China's ties restored?", ""),
        ("By whom?", "By whom were China's ties restored?", ""),
    ],
    "talks": [
        ("Which talks were held at the Pentagon?", None, "policy coordination talks"),
        (
            "Who took part?",
            "Who took part in policy coordination talks?",
            "Michael Chase met at the Pentagon with Major General Song Yanchao",
        ),
        ("How often are they held?", "How often are policy coordination talks held?", "annually"),
        ("Why were they cancelled?", "Why were policy coordination talks cancelled?", ""),
    ],
    "talks, nothing answered": [
        ("Which talks were held at the Pentagon?", None, ""),
        ("Who took part?", "Who took part in the talks at the Pentagon?", ""),
        ("How often are they held?", "How often are the talks held?", ""),
        ("When?", "When are the talks held?", ""),
    ],
    "the topic changes in the third turn": [
        ("Why did China suspend ties in 2010?", None, ARMS),
        ("When were they restored?", "When were China's ties restored?", "less than two years ago"),
        ("Who is Leon Panetta?", None, "U.S. Defense Secretary"),
        ("Where did he go?", "Where did Leon Panetta go?", ""),
    ],
    "places and times": [
        ("When did Gates visit Beijing?", None, "January 2011"),
        ("Whom did he meet there?", "Whom did Gates meet in Beijing?", "Hu Jintao"),
        ("What happened that year?", "What happened in 2011?", ""),
        ("Was the visit a success?", "Was the visit of Gates a success?", ""),
    ],
    "a person who was the answer": [
        ("Who visited Taiwan in August 2022?", None, "Nancy Pelosi"),
        ("Why did she go there?", "Why did Nancy Pelosi go to Taiwan?", ""),
        ("What happened then?", "What happened in August 2022?", ""),
    ],
    "what about another": [
        ("What did the Pentagon say about Taiwan?", None, ""),
        ("What about Japan?", "What did Japan say about Taiwan?", ""),
        ("And Russia?", "What did Russia say about Taiwan?", ""),
    ],
    "another place": [
        ("What will Gates do in Tokyo?", None, "speak with leaders"),
        ("And in Seoul?", "What will Gates do in Seoul?", ""),
        ("Why?", "Why will Gates do in Seoul?", ""),
    ],
    "islands": [
        ("Where is the dispute?", None, "a cluster of islands in the East China Sea"),
        ("Who claims the islands?", "Who claims the cluster of islands?", "Japan and China"),
    ],
    "the same islands": [
        ("What does China call the islands?", None, "Diaoyu"),
        ("What does Japan call the islands?", None, "Senkaku"),
        ("Why are the islands disputed?", None, ""),
        ("Who claims them?", "Who claims the islands?", ""),
    ],
    "the country somebody went to": [
        ("Where did Gates travel?", None, "Japan"),
        ("Who governs the country?", "Who governs Japan?", ""),
    ],
    "then, of a month": [
        ("When did Pelosi visit Taiwan?", None, "August 2022"),
        ("Why did China cancel talks then?", "Why did China cancel talks in August 2022?", ""),
    ],
    "then, of a day": [
        ("When did Panetta speak?", None, "September 18, 2012"),
        ("Who visited Beijing then?", "Who visited Beijing on September 18, 2012?", ""),
    ],
    "then, of a day that is not known": [
        ("When did Pelosi visit Taiwan?", None, "Monday"),
        ("What happened then?", None, ""),
    ],
    "two people": [
        ("Who did Michael Chase meet?", None, "Major General Song Yanchao"),
        (
            "Where did they meet?",
            "Where did Major General Song Yanchao and Michael Chase meet?",
            "the Pentagon",
        ),
    ],
    "he and she": [
        ("Who won the 2016 election?", None, "Donald Trump"),
        ("Who did he beat?", "Who did Donald Trump beat?", "Hillary Clinton"),
        ("How old was she?", "How old was Hillary Clinton?", ""),
        ("And in 2012?", "How old was Hillary Clinton in 2012?", ""),
    ],
    "an event and what belongs to it": [
        ("How many people died in the earthquake?", None, "12"),
        ("How many were injured?", "How many were injured in the earthquake?", ""),
        ("What was the magnitude?", "What was the magnitude of the earthquake?", ""),
    ],
    "how many of them": [
        ("Did China buy Russian jets?", None, ""),
        ("How many?", "How many Russian jets did China buy?", ""),
        ("How much did they cost?", "How much did Russian jets cost?", ""),
    ],
    "who was the answer becomes the subject": [
        ("Who visited Beijing?", None, "Leon Panetta"),
        ("When?", "When did Leon Panetta visit Beijing?", ""),
    ],
    "answers that are whole sentences": [
        (
            "Which talks were held at the Pentagon?",
            None,
            "US and Chinese defense officials held policy coordination talks at the Pentagon on "
            "Monday and Tuesday.",
        ),
        ("Who took part?", "Who took part in policy coordination talks?", ""),
        ("Who is Leon Panetta?", None, "a former congressman"),
        (
            "What did he urge?",
            "What did Leon Panetta urge?",
            "BEIJING (Reuters) - U.S. Defense Secretary Leon Panetta urged China on Tuesday to "
            "expand military relations, even as the two powers grappled with a dispute.",
        ),
        ("When?", "When did Leon Panetta urge China to expand military relations?", ""),
    ],
    "a topic carried into what is new": [
        ("Tell me about the 2011 earthquake in Japan.", None, ""),
        (
            "Which towns were destroyed?",
            "Which towns were destroyed in the 2011 earthquake?",
            "",
        ),
        ("How do early warning systems work?", None, ""),
        ("How is tofu made?", None, ""),
        ("Who is Angela Merkel?", None, ""),
        ("How many people were killed?", None, ""),
    ],
    "another kind of thing becomes the topic": [
        ("How much does a used car cost?", None, ""),
        (
            "Interesting. What about for a food truck?",
            "Interesting. How much does a food truck cost?",
            "",
        ),
        ("What licenses are needed?", "What licenses are needed for a food truck?", ""),
        ("What is a typical day like?", "What is a typical day like for a food truck?", ""),
        ("Where can I buy it?", "Where can I buy a food truck?", ""),
    ],
    "a part of the topic becomes the topic": [
        ("Tell me about orange trees.", None, ""),
        (
            "Tell me about the Hamlin variety.",
            "Tell me about the Hamlin variety of orange trees.",
            "",
        ),
        ("Why did it replace others?", "Why did the Hamlin variety replace others?", ""),
    ],
    "a number without its noun": [
        ("What do sharks eat?", None, ""),
        ("Why are so many dying?", "Why are so many sharks dying?", ""),
    ],
    "an act without its object": [
        ("How are waste and garbage sorted?", None, ""),
        (
            "What are the risks of burning?",
            "What are the risks of burning in waste and garbage?",
            "",
        ),
    ],
    "back to the wider topic": [
        ("Tell me about the Bronze Age collapse.", None, ""),
        ("Who were the Sea Peoples?", None, ""),
        (
            "What was their role in it?",
            "What was the Sea Peoples' role in the Bronze Age collapse?",
            "",
        ),
        ("Which empires survived?", "Which empires survived in the Bronze Age collapse?", ""),
    ],
    "a noun in another number": [
        ("What is a 529 plan?", None, ""),
        ("What are the types of plans?", "What are the types of 529 plans?", ""),
    ],
    "it is not he": [
        ("Why did Turkey leave the summit?", None, ""),
        ("Why did Ben Franklin want it to join?", "Why did Ben Franklin want Turkey to join?", ""),
        ("What did he say about it?", "What did Ben Franklin say about Turkey?", ""),
    ],
    "several sentences": [
        ("Who is Melania Trump?", None, ""),
        (
            "She visited the Kit Kat Club? Where is that?",
            "Melania Trump visited the Kit Kat Club? Where is the Kit Kat Club?",
            "",
        ),
    ],
    "a place takes in more": [
        ("What is there to see in Boise?", None, ""),
        (
            "What is the best time to visit the museums?",
            "What is the best time to visit the museums in Boise?",
            "",
        ),
    ],
    "a shared noun": [
        ("What was the Stanford experiment?", None, ""),
        ("Who led the experiment?", "Who led the Stanford experiment?", ""),
        ("What were the results?", "What were the results of the Stanford experiment?", ""),
    ],
}


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES.keys())
def test_a_dialogue_is_understood(dialogue: Dialogue) -> None:
    history: list[Turn] = []
    for question, expected, answer in dialogue:
        understood = standalone(question, history)
        assert understood.text == (question if expected is None else expected)
        assert understood.changed == (expected is not None)
        assert bool(understood.carried) == understood.changed
        history.append(Turn(question, answer))
