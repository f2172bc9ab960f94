"""The small word classes that the reading of a question rests on, all lower-case.

Closed classes (determiners, prepositions, ...) are near complete. Open ones hold what is frequent
in questions; a word that is missing is taken for a noun, the safest reading.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())


ARTICLES = words("a an the")
DETERMINERS = ARTICLES | words(
    "this that these those some any each every no another all both many much few several most "
    "more enough which what whose other such"
)
QUANTIFIERS = words("many few much some any all most both")
"""Determiners that can stand without their noun: "why are so many dying?"."""
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
BE = words("am is are was were be been being isn't aren't wasn't weren't")
DO = words(
    "do does did don't doesn't didn't can could will would shall should may might must can't "
    "couldn't won't wouldn't shouldn't"
)
HAVE = words("have has had haven't hasn't hadn't")
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

REQUESTS = words("tell describe explain give show list name find compare discuss define")
"""Verbs that a request begins with."""

PREDICATIVE = ("able", "ible", "ful", "ous", "ive", "less", "ic", "al")
"""Endings of adjectives that may stand after "is X ..."."""

ADJECTIVE_ENDINGS = ("ical", "ual", "onal", "ous", "ful", "less", "able", "ible", "ed")
"""Endings that hardly a noun has."""

ADJECTIVES = words(
    "best better worst worse extreme unique sexual solar free legal native necessary particular "
    "bad good red old new young big small long short high low safe dangerous common rare "
    "important popular famous useful harmful right wrong true false dead alive open closed ready "
    "rich poor strong weak hot cold late early different similar independent older younger bigger "
    "smaller difficult easy hard same main major key other general various typical current "
    "present first last next previous"
)

EVALUATIVE = words(
    "best better worst good great bad popular common typical important largest biggest smallest "
    "oldest newest latest first last second third next main leading major famous special "
    "different similar certain specific fastest easiest cheapest youngest longest highest tallest "
    "most least"
)
"""Adjectives that pick out of what was spoken of, and so do not open a topic."""

DEPENDENT = words(
    "symptom information type kind sort version cause effect benefit advantage disadvantage pro "
    "con history origin difference similarity role importance significance impact example "
    "treatment feature characteristic part member theme character author risk danger sign source "
    "level use purpose reason result finding argument controversy criticism relationship relation "
    "name term meaning definition rule size age date location layer alternative process step way "
    "requirement outcome consequence reaction response point goal aim objective detail fact issue "
    "problem challenge solution property quality value amount number percentage rate cost price "
    "budget winner loser victim suspect leader founder owner creator inventor ending beginning "
    "start end background context evidence implication application complication side drawback "
    "downside upside strength weakness factor influence connection link comparison competitor "
    "rival contribution achievement invention discovery development growth decline stage phase "
    "population capital culture language economy climate diet habitat lifespan variety form "
    "category group tip prevention cure diagnosis prognosis procedure recovery landmark casualty "
    "toll damage motive motivation witness participant attendee speaker organiser organizer topic "
    "agenda aftermath legacy position stance opinion appearance award salary education career job "
    "wife husband child family parent future past trend status progress"
)
"""Nouns (singular) that are of something: without an owner they lean on the topic."""

LOOSELY_DEPENDENT = words(
    "method theory approach principle concept breed species restaurant hotel attraction test "
    "technique strategy tactic idea plot story activity event class function structure element "
    "option component view thing place year time period one"
)
"""Nouns (singular) that do so only without a noun of their own before them."""

PLACE_NOUNS = words("city town village country nation state region area island province")
GROUP_NOUNS = words(
    "company firm business corporation organisation organization agency team band club group party"
)
"""Nouns (singular) that name the class of a place or group: "the city" is Ann Arbor."""

COLLECTIVES = words("cluster group number series set pair lot couple handful list kind type")
"""Nouns (singular) before "of" that count what follows: "a cluster of islands"."""

TWO_PLACE = words("role part impact influence contribution importance significance place function")
"""Nouns (singular) that link two things: "the role of melatonin in sleep"."""

ROLES = words(
    "member part founder leader owner author winner loser creator inventor president head "
    "director victim suspect witness participant editor manager"
)
"""What a person is of something: "Why is Batman not a member?" lacks it."""

UNIQUE = words(
    "world earth sun moon sky sea ocean land internet day night morning evening summer winter "
    "spring autumn weather government public police army media economy future past same body "
    "brain heart throat skin eye environment home house school country city state"
)
"""Nouns (singular) that "the" can stand before though nothing was said of them."""

EVENTS = words(
    "talk meeting visit trip summit election vote exercise drill conference consultation dialogue "
    "war game match festival ceremony trial strike protest negotiation tie relation contact "
    "exchange hearing attack sale sanction tariff"
)
"""Nouns (singular) for what happens between somebody and others."""

EVENT_PARTICIPLES = words(
    "held cancelled canceled resumed restored suspended postponed scheduled planned organised "
    "organized called arranged broken frozen interrupted established re-established staged"
)
"""What is done to events and not to people; "they" are then not the people of the last answer."""

TITLES = words(
    "mr mrs ms miss dr sir lady lord president minister secretary general senator king queen "
    "prince princess pope chancellor governor mayor colonel captain admiral lieutenant major "
    "professor judge justice ambassador spokesman spokeswoman chairman chairwoman chief director"
)
FEMALE = words(
    "mrs ms miss lady queen princess spokeswoman chairwoman actress woman wife mother daughter "
    "sister"
)
MALE = words("mr sir lord king prince pope spokesman chairman actor man husband father son brother")

PEOPLE = (
    TITLES - words("general chief major judge")
    | FEMALE
    | MALE
    | words(
        "person people leader official author writer singer actor actress player artist scientist "
        "officer soldier student worker doctor teacher lawyer journalist reporter politician "
        "protester demonstrator voter candidate winner victim suspect founder inventor owner "
        "expert researcher analyst diplomat ambassador envoy negotiator participant guest citizen "
        "man woman child boy girl pirate friend enemy rival opponent member"
    )
)
"""Nouns (singular) for people."""

ORGANISATIONS = words(
    "administration agency airlines army association bank board bureau cabinet central club "
    "college commission committee company congress corporation council court department "
    "foundation government group house inc institute ltd ministry museum navy office organisation "
    "organization parliament party police press senate society team times union university"
)
"""A name with one of these words is no person."""

PLACE_PREPOSITIONS = words("in at near around across inside outside")
PLURALS = words("people police men women children feet teeth mice geese media data criteria")
NOT_PLURALS = words(
    "news politics physics economics mathematics diabetes measles series species athletics gas "
    "bus virus campus status basis crisis analysis process congress business access success "
    "progress press illness class glass mass loss boss address us is was his this its iris focus "
    "bonus census atlas texas arkansas kansas paris wales honduras philippines netherlands "
    "maldives bahamas axis genesis thesis hypothesis"
)
