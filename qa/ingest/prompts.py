"""Lines by which a page speaks to its reader: prompts, notices, menus, links, marks of the end.

Every rule matches a whole line, so that a sentence *about* advertisements or cookies is kept.
"""

import re

NETWORK = (
    r"(?:facebook|twitter|x|linkedin|instagram|whatsapp|telegram|pinterest|reddit|youtube|tiktok|"
    r"threads|bluesky|mastodon|flipboard|tumblr|messenger|snapchat|e-?mail|print|copy link|link|"
    r"sms|rss|google\+?)"
)
"""Where a page offers to send a reader, or to be followed."""

_SHARE_WORDS = frozenset(
    "please click to share tweet pin follow like find join connect with us this article story post "
    "page on via by and or now new opens window in our me shares".split()
)
_SHARE_TOKEN = re.compile(rf"(?:{NETWORK}|[@#]\w+|\d[\d.,]*k?)", re.IGNORECASE)
_HAS_SHARE = re.compile(rf"\b(?:share|tweet|{NETWORK})\b", re.IGNORECASE)

LINK = "link to other articles"
"""The reason that titles of other articles, and the headings above them, are left out for."""

FEWEST_SENTENCE_WORDS = 3
"""A prompt of fewer words has no full stop; "share." ends a sentence that was cut."""

MOST_LINK_WORDS = 20
"""Longer lines after "Related:" or before an arrow are told from the story by other means."""

_STOP = re.compile(r"""[.!?…][\s"'”’»)\]]*$""")


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(
        rf"[\s*•·>|«‹\[(–—-]*(?:{pattern})(?:\.\.\.|[\s:!…»›→>\])|*–—-])*", re.IGNORECASE
    )


_RULES = (
    (
        "advertisement",
        _whole(
            r"advert(?:isement|isements|ising)?|ad(?:vertisement)? feature|sponsored(?: content| "
            r"links?| by .{1,40})?|promoted(?: content| stories)?|paid (?:content|post)|"
            r"(?:story|article|content) continues (?:below|after)(?: (?:the |this )?"
            r"ad(?:vertisement)?)?|skip (?:past )?(?:ad(?:vertisement)?|promotion)|anzeige|"
            r"publicit[ée]|publicidad|(?:remove|report this) ads?|ads by \w+"
        ),
    ),
    (
        "comment prompt",
        _whole(
            r"leave a (?:reply|comment|response)(?: cancel reply)?|cancel reply|"
            r"(?:add|post|write) (?:a |your )?comments?|comments?|"
            r"(?:no|\d+) (?:comments?|repl(?:y|ies))(?: yet| so far)?|(?:view|show|read|see|"
            r"load|hide)(?: all| more| the)?"
            r"(?: \d+)? comments?|comments? (?:\(\d+\)|are closed|off)|join the (?:conversation|"
            r"discussion)|your e-?mail address will not be published\.?(?:\s*required fields are "
            r"marked\s*\*?)?|required fields are marked\s*\*?|save my name, e-?mail,? and website"
            r" in this browser for the next time i comment|what do you think\? (?:let us know|"
            r"leave|join|tell us|have your say|share).{0,100}|have your say|(?:please )?"
            r"log ?in to (?:leave a )?comment|this site uses akismet.{0,120}|notify me of .{1,60}"
        ),
    ),
    (
        "subscription prompt",
        _whole(
            r"(?:please )?(?:sign up|subscribe|register)(?: now| here| today| free| for free)*"
            r"(?: (?:to|for|with)\b.{0,200}\b(?:newsletters?|inbox|e-?mails?|alerts?|updates|"
            r"briefings?|podcast|channel|account|free|access|bulletin)\b.{0,120})?|(?:get|"
            r"receive)\b.{1,120}\b"
            r"(?:(?:to|in) your inbox|newsletter)\b.{0,80}|already (?:a subscriber|"
            r"have an account|"
            r"a member)\?.{0,40}|(?:sign|log) ?(?:in|out|up)(?: (?:to|or)\b.{1,60})?|log ?out|"
            r"my account|(?:our |the |daily |weekly |e-?mail )*newsletters?|"
            r"to continue reading,? .{1,100}|(?:enter|type) your e-?mail(?: address)?.{0,80}|"
            r"subscribe|support (?:our|independent) journalism.{0,80}|donate(?: now| today)?|"
            r"become a (?:member|subscriber|supporter).{0,60}|"
            r"download (?:the|our) .{0,30}app.{0,60}"
        ),
    ),
    (
        "cookie or privacy notice",
        _whole(
            r"(?:we|this (?:web)?site|our (?:web)?site|our partners|"
            r"we and our partners) (?:also )?"
            r"uses? (?:[\w,]+ ){0,6}?cookies\b.{0,80}\b(?:you|your|experience|agree|accept|"
            r"consent|"
            r"settings)\b.{0,300}|by (?:using|continuing|clicking|browsing|"
            r"visiting)\b.{1,120}\b(?:"
            r"you (?:agree|accept|consent|acknowledge))\b.{0,200}|(?:accept|reject|allow|manage)"
            r"(?: all)?(?: our)? (?:cookies?|preferences|consent)(?: (?:settings|preferences))?|"
            r"(?:cookie|privacy) (?:policy|settings|preferences|notice|statement)|privacy"
            r"(?: & (?:cookies|terms))?|terms (?:of|and|&) (?:use|service|sale|conditions)|"
            r"do not sell (?:or share )?my (?:personal )?(?:information|data)|"
            r"accept(?: (?:and|&) (?:close|continue))?|manage (?:settings|choices|options)"
        ),
    ),
    (
        "navigation",
        _whole(
            r"skip to (?:main )?(?:content|navigation|search|footer)|"
            r"(?:back|return|go) to (?:the )?(?:top|home(?:page)?|news|article)|home|menu|"
            r"main menu|search|close|open menu|"
            r"toggle navigation|(?:next|previous|prev|older|newer)(?: (?:article|post|story|page|"
            r"posts|stories))?|load(?:ing)?(?: more)?(?: (?:stories|articles|posts))?|show more|"
            r"see more|view more|more|expand|print(?: this)?(?: (?:page|article|story))?|"
            r"(?:e-?mail|save|bookmark|download) (?:this )?(?:page|article|story)|text size|"
            r"page \d+(?: of \d+)?|\d+ of \d+|about us|contact(?: us)?|site ?map|careers|"
            r"advertise with us|help|faq|feedback|listen to (?:this )?(?:article|story)|"
            r"(?:watch|listen)(?: now| live)?|play(?: video| audio)?|gallery|share"
        ),
    ),
    (
        LINK,
        _whole(
            r"(?:related|recommended|popular|trending|latest|most (?:read|popular|viewed|shared)|"
            r"more|other|similar|top|editors?['’]? picks?|further|suggested|recent|"
            r"you (?:may|might)(?: also)? (?:like|be interested in)|don['’]t miss|read (?:more|"
            r"next|also|this next)|"
            r"also (?:read|on|in the news)|see also|what to read next|up next|"
            r"(?:more|stories|news) from (?:around )?(?:the |this )?\w+(?: \w+)?|"
            r"in case you missed it)"
            r"(?: (?:stories|story|articles?|posts?|news|coverage|reading|topics?|links?|content|"
            r"headlines|videos?|on this (?:story|topic)))*|"
            r"(?:read|see|view) (?:the )?(?:full|original|rest of the|whole|complete) "
            r"(?:story|article|post|report)(?: here| on .{1,30})?|(?:click|tap) here(?: (?:to|"
            r"for)\b.{1,80})?|"
            r"(?:more|other|further|latest) (?:stories|news|articles|coverage)\b[^.!?]{0,60}"
            r"(?:\b[\w-]+\.(?:com|org|net|co\.uk|de|fr|eu|news)\b)|for more (?:stories|news|"
            r"articles|information)\b.{0,80}\b(?:visit|click|go to|see|follow)\b.{0,80}|"
            r"this (?:article|story|post|piece) (?:was )?(?:first|originally) "
            r"(?:appeared|published|posted)\b.{1,120}|(?:read|see|view|find) (?:more|"
            r"all)(?: (?:posts|articles|stories))?"
            r" (?:on|about|at|by|from|of)\b[^.]{1,80}|view all posts(?: by .{1,60})?|"
            r"alle beiträge\b.{1,60}|https?://\S+|www\.\S+|source:? https?://\S+|"
            r"(?:share|like) this"
        ),
    ),
    (
        "notice to editors",
        _whole(
            r"(?:strictly )?embargo(?:ed)?(?: until| till| for|:).{1,60}|"
            r"for immediate release.{0,40}|"
            r"not for (?:publication|release|broadcast|use)(?: before| until)?\b.{0,40}|"
            r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third)[ -]lead\b.{0,40}|"
            r"(?:attention |note to )?(?:eds|editors?)(?: note)?:.{1,200}"
        ),
    ),
    (
        "topics",
        _whole(
            r"(?:tags?|topics?|keywords?|filed (?:under|in|to)|posted (?:in|under)|"
            r"categor(?:y|ies)|tagged(?: with| as)?|more on|labels?|"
            r"related tags)\s*:\s*[^.!?]{1,200}|"
            r"(?:filed under|posted in|tagged)\b[^.!?]{1,120}"
        ),
    ),
    (
        "copyright",
        re.compile(
            r"(?:[\W_]*(?:©|\(c\)|&copy;)\s*\S.{0,400}|"
            r"[\W_]*copyright\s*(?:©|\(c\)|&copy;|notice|by\b|[12]\d{3}).{0,400}|"
            r"[\W_]*(?:all rights reserved|alle rechte vorbehalten)\b.{0,200}|"
            r".{0,120}(?:©|\(c\))\s*[12]\d{3}\b.{0,200}|"
            r".{0,120}\ball rights reserved[.\s]*|"
            r"this material may not be published, broadcast.{0,120})",
            re.IGNORECASE,
        ),
    ),
    (
        "contribution credit",
        re.compile(
            r"[\W_]*[A-Z][^.!?]{1,240}\bcontributed (?:reporting|research|to (?:this|the) "
            r"(?:report|story|article|post|piece|dispatch))"
            r"(?: (?:from|in) [^.!?]{1,80})?[\W_]*"
        ),
    ),
    (
        "contact line",
        _whole(
            r"(?:(?:e-?mail|contact|write to|tel|phone|fax|follow|twitter|reach|to contact the "
            r"(?:reporter|editor|writer)s?(?: (?:on|for|responsible for) this (?:story|article))?"
            r")\b[\s:]*.{0,80}?)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:[\s,;/|]+(?:or |and )?"
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+)*|@\w{2,30}|(?:follow|like) \S.{0,60} on "
            rf"(?:{NETWORK})(?: .{{0,40}})?"
        ),
    ),
    (
        "end mark",
        re.compile(
            r"[\W_]*(?:-30-|ends?|reuters?|\(?(?:reuters|ap|afp|upi|dpa|xinhua|ians|pti)\)?|"
            r"&#\d+;|mf|tk)[\W_]*",
            re.IGNORECASE,
        ),
    ),
    (
        "reading time",
        _whole(r"(?:\d+|one|two|three|four|five)[ -]?min(?:ute)?s?(?: (?:read|listen|watch))"),
    ),
)

_LINK = re.compile(
    r"(?:earlier|related|read (?:more|also|next)?|see also|more|also read|watch|listen|"
    r"recommended|"
    r"(?:don['’]t|do not) miss|up next|next|previous|in pictures|pictures|gallery|most read|live|"
    r"background|full story|go deeper|explainer|fact ?check|podcast|opinion|previously|"
    r"further reading|editorial|interactive|graphic|timeline|"
    r"also (?:on|see)|must read|lire aussi|mehr|lesen sie auch)\s*[:|»>–—]\s*\S.*",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:opinion|editorial|analysis|comment|live|watch|listen|explainer|fact ?check|podcast|video|"
    r"in pictures|timeline|background|interactive|graphic|gallery)\s*[:|–—]\s*\S",
    re.IGNORECASE,
)
"""How a headline says what kind of piece it stands above, as a link to another page may too."""

_BREADCRUMBS = re.compile(
    r"(?!.*&lt;)[^<>»›]{1,40}(?:\s*[>»›]\s*[^<>»›]{1,60}){2,8}|"
    r"(?:home|start(?:seite)?|accueil|inicio|news|world)\s*(?:[>»›/|]\s*[^<>»›/|]{1,80}){1,6}",
    re.IGNORECASE,
)
_ARROW = re.compile(r"(?:[←«‹]\s*[^»›]{1,120}|[^«‹]{1,160}\s[→»›]{1,2}|[^«‹<]{1,160}\s>>?)")


def prompt(line: str) -> str | None:
    """Return why a line, its white space made single, is no story; None when it may be one."""
    if _is_share_bar(line):
        return "share bar"
    bare = line
    if line.endswith(".") and len(line.split()) >= FEWEST_SENTENCE_WORDS:
        bare = line[:-1]
    for reason, rule in _RULES:
        if rule.fullmatch(line) or rule.fullmatch(bare):
            return reason
    if _BREADCRUMBS.fullmatch(line) and not _STOP.search(line):
        return "navigation"
    return LINK if _is_link(line) else None


def _is_share_bar(line: str) -> bool:
    """Tell "Facebook and/or on Twitter": networks, and the words between them, alone."""
    tokens = [token for token in re.split(r"[\s|·•,/&:+()!.-]+", line) if token]
    return (
        not line.endswith(".")
        and _HAS_SHARE.search(line) is not None
        and all(token.lower() in _SHARE_WORDS or _SHARE_TOKEN.fullmatch(token) for token in tokens)
    )


def _is_link(line: str) -> bool:
    """Tell whether a line names another page: "Earlier: ...", "View all →"."""
    if len(line.split()) > MOST_LINK_WORDS:
        return False
    if _LINK.fullmatch(line):
        return not _STOP.search(line) or line.rstrip().endswith("?")
    return _ARROW.fullmatch(line) is not None and not _STOP.search(line)
