"""The small word classes that the reading of a clause rests on, all lower-case.

Closed classes (determiners, prepositions, ...) are near complete. Open ones hold what is frequent;
a word that is missing is taken for a noun, the safest reading.
"""

from qa.text.titles import TITLES as TITLES


def words(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())


ARTICLES = words("a an the")
DETERMINERS = ARTICLES | words(
    "this that these those some any each every no another all both many much few several most "
    "more enough which what whose other such"
)
POSSESSIVES = words("my your our his her its their")
PRONOUNS = words(
    "i me you we us he him she it they them this that these those myself yourself himself herself "
    "itself ourselves themselves mine yours ours hers theirs someone somebody anyone anybody "
    "everyone everybody nobody something anything everything nothing one ones there here"
)
PREPOSITIONS = words(
    "about above across after against along amid among around as at before behind below beneath "
    "beside besides between beyond by concerning despite down during except for from in inside "
    "into like near of off on onto out outside over past per regarding round since than through "
    "throughout to toward towards under underneath until up upon versus via with within without"
)
CONJUNCTIONS = words("and or but nor so yet if because when while although though whether unless")
AUXILIARIES = words(
    "am is are was were be been being do does did have has had can could will would shall should "
    "may might must isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't "
    "couldn't won't wouldn't shouldn't 's 're 've 'll 'd 'm \u2019s \u2019re \u2019ve \u2019ll "
    "\u2019d \u2019m"
)
QUESTION_WORDS = words("who whom whose what which when where why how")
POLITE = words(
    "wow interesting great nice cool right please thanks okay ok hi hello yes yeah well hmm oh"
)

ADVERBS = words(
    "not also too very just only even ever never still again already always often sometimes now "
    "today soon later ago instead else perhaps maybe rather quite almost together apart away back "
    "forward once twice much more most less least well however therefore thus yet currently "
    "further anymore anyway abroad worth then"
)
NOT_ADVERBS = words(
    "family supply reply italy july assembly ally bully fly anomaly early rally monopoly belly "
    "jelly lily folly sicily butterfly elderly weekly daily monthly yearly police"
)
"""Words in -ly that are no adverbs."""

VERBS = words(
    "accept accuse achieve act add affect agree allow announce appear apply approve argue arrest "
    "arrive ask attack attend avoid ban beat become begin believe bring build buy call cancel "
    "carry cause change choose claim close come compare complain compete condemn consider consume "
    "contain continue contribute cook cost cover create criticise criticize cross cut damage deal "
    "decide declare decline define defend delay demand deny depend describe design break catch "
    "recover borrow spoil destroy determine develop die differ direct discover discuss do draw "
    "drink drop earn eat elect emerge emphasize end enter erupt enable escape establish evolve "
    "exist expand expect explain explode export express face fall feel fight fill find finish fix "
    "flee fly follow form found gain get give go grow happen hear help hit hold hope host hurt "
    "impact import improve include increase influence inform invade invent invest invite involve "
    "join keep kill know lack last launch lead learn leave lie like live look lose love make "
    "manage marry mean meet merge mention move need negotiate offer open operate oppose order "
    "organise organize originate own participate pay perform plan play plead pledge prevent "
    "produce promise propose protect protest prove provide publish purchase push put raise reach "
    "react read receive recommend reduce refuse reject relate release remain remove replace reply "
    "report represent require resign resolve respond restore resume retire return rise rule run "
    "save say see seek seem sell send serve set share shift shoot show sign sleep solve speak "
    "spend split spread stand start state stay stop strike study succeed suffer suggest support "
    "survive suspend take talk target teach tell think threaten travel treat try turn understand "
    "urge use vary visit vote walk want warn watch wear weigh win withdraw work worry write"
)
"""Base forms."""

IRREGULAR = {
    form: base
    for base, forms in {
        "be": "was were been",
        "beat": "beaten",
        "become": "became",
        "begin": "began begun",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "choose": "chose chosen",
        "come": "came",
        "deal": "dealt",
        "do": "did done",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "have": "had",
        "hear": "heard",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "meet": "met",
        "pay": "paid",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "strike": "struck",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "understand": "understood",
        "wear": "wore worn",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
"""Past and participle forms of irregular verbs, each to its base form."""


EVENT_PARTICIPLES = words(
    "held cancelled canceled resumed restored suspended postponed scheduled planned organised "
    "organized called arranged broken frozen interrupted established re-established staged"
)
"""What is done to events and not to people."""
