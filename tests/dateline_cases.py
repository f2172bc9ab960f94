"""Openings of articles with the date they state, written before any was tried."""

STORY = "The ministers met on Friday and said that they would meet again in the autumn."

DATED = [
    ("PARIS, 7 January 2011 ", "2011-01-07"),
    ("NEW YORK, Jan. 7, 2011. ", "2011-01-07"),
    ("ST. LOUIS, Mo., 7 January, 2011: ", "2011-01-07"),
    ("(AP) LONDON, June 3, 2011 - ", "2011-06-03"),
    ("(Reuters) BEIJING, 3 June 2011 ", "2011-06-03"),
    ("MOSCOW, April 3, 2011. /TASS/. ", "2011-04-03"),
    ("MOSCOW, April 3, 2011 /ITAR-TASS/ ", "2011-04-03"),
    ("(BEIJING, Jan. 7, 2011) ", "2011-01-07"),
    ("[LONDON, 3 March 2011] - ", "2011-03-03"),
    ("LONDON, 3 March 2011 (AP) ", "2011-03-03"),
    ("New Delhi, Apr 3, 2011 (PTI) ", "2011-04-03"),
    ("NEW DELHI, 3 April 2011 (ANI): ", "2011-04-03"),
    ("BEIJING, Jan. 7, 2011 (Xinhua) -- ", "2011-01-07"),
    ("PARIS, March 3, 2011 (AFP) - ", "2011-03-03"),
    ("Berlin, 3. März 2011 (dpa) - ", "2011-03-03"),
    ("3 March 2011, LONDON - ", "2011-03-03"),
    ("March 3, 2011, WASHINGTON (Reuters) - ", "2011-03-03"),
    ("WASHINGTON, Mar 3 2011 (IPS) - ", "2011-03-03"),
    ("SAN FRANCISCO, March 3, 2011 /PRNewswire/ -- ", "2011-03-03"),
    ("NEW YORK--(BUSINESS WIRE)--March 3, 2011--", "2011-03-03"),
    ("GENEVA, March 3, 2011 (GLOBE NEWSWIRE) -- ", "2011-03-03"),
    ("TEHRAN, Mar. 03, 2011 (MNA) – ", "2011-03-03"),
    ("ISLAMABAD, Mar 3, 2011 (APP): ", "2011-03-03"),
    ("LAHORE: March 3, 2011 - ", "2011-03-03"),
    ("Seoul, March 3, 2011 (Yonhap) -- ", "2011-03-03"),
]

UNDATED = [
    "Paris, 7 January 2011 The Treaty. ",
    "NATO, on 7 January 2011, said so. ",
    "PARIS, 7 January 2011 was cold. ",
    "NEW DELHI, Apr 3 (PTI) ",
    "BEIJING, Jan. 7 (Xinhua) -- ",
    "BERLIN (dpa) - ",
    "WASHINGTON (Reuters) - ",
    "On March 3, 2011 (a Thursday) ",
    "The treaty of Paris, 3 March 2011 (in force since 2012), says that ",
    "Born in London, 3 March 1911 (his mother said), he knew that ",
]

DATE_LINES = [
    ("2011/04/01", "2011-04-01"),
    ("1. April 2011", "2011-04-01"),
    ("Posted: Aug. 2, 2014.", "2014-08-02"),
    ("By Jane Okafor, 12 February 2024", "2024-02-12"),
    ("By Jane Okafor, Staff Writer, February 12, 2024", "2024-02-12"),
    ("Jane Okafor, 12 February 2024", "2024-02-12"),
    ("Published 2011.04.01", "2011-04-01"),
    ("Published on: 01 Apr 2011", "2011-04-01"),
    ("1 avril 2011", "2011-04-01"),
    ("Publié le 1er avril 2011", "2011-04-01"),
    ("Veröffentlicht am 1. April 2011", "2011-04-01"),
    ("April 1st, 2011", "2011-04-01"),
    ("Fri., Apr. 1, 2011", "2011-04-01"),
    ("First published: 1 April 2011 10:00 BST", "2011-04-01"),
    ("03/04/2011", "2011"),
]

NOTICES = [
    ("TOKYO, April 1 (Reuters) - {story}\n\n© 2011 Reuters", "2011-04-01"),
    ("New Delhi, Apr 1 (PTI) {story}\n\nCopyright 2011 PTI. All rights reserved.", "2011-04-01"),
    ("{story}\n\n© 2011 Reuters", "2011"),
    ("{story}\n\n© 1936 Paramount Pictures", None),
    ("{story}\n\nPhoto: © 1936 Paramount Pictures", None),
    ("{story}\n\nStill from the film © 1961 Toho Films", None),
    ("{story}\n\n© 1936 Paramount Pictures\n\n© 2011 The Courier. All rights reserved.", "2011"),
]

HEADLINES = [
    ("Storm kills 12", "Storm kills 12"),
    ("Markets fall", "Markets fall"),
    ("Opinion: Why we must act", "Opinion: Why we must act"),
    ("Live: Senate votes on budget", "Live: Senate votes on budget"),
    ("Watch: Whale frees itself", "Watch: Whale frees itself"),
    ("Explainer: What is a quorum?", "Explainer: What is a quorum?"),
    ("EMBARGOED UNTIL 6 P.M. FRIDAY\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("NOT FOR PUBLICATION BEFORE 0600 GMT\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("2nd lead\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("1ST LEAD Storm-North\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("Home > World > Europe\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("Home / News / Storm kills 12\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("World » Europe\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("FOR IMMEDIATE RELEASE\n\nStorm kills 12 in north", "Storm kills 12 in north"),
    ("UPDATE 2-Storm kills 12 in north", "UPDATE 2-Storm kills 12 in north"),
    ("World\n\nStorm kills 12 in north", "Storm kills 12 in north"),
]
