"""What was counted in other networks that nothing was fitted to, each with its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Fact:
    """Something counted in other networks: what, where, how much (or from to), and the measure that is like it."""

    measure: str
    says: str
    counted: tuple[float, ...]
    source: str
    remark: str = ""
    is_share: bool = True
    telekom: bool = True


SWOOP16: Final = "https://swoopanalytics.wordpress.com/2016/02/17/80-of-enterprise-social-networking-system-users-are-mostly-just-lookingis-this-a-problem/"
SWOOP20: Final = "https://swoopanalytics.com/yammer-bm-key-insights"
MELBOURNE: Final = "https://www.slideshare.net/_rebeccajackson/implementing-internal-social-media-a-yammer-case-study"
KNOWTECH: Final = "https://cogneon.de/2013/10/09/communities-of-collaboration-bei-der-telekom/"
SLACK: Final = "https://github.com/rfordatascience/tidytuesday/tree/main/data/2019/2019-07-16"
FACTS: Final = (
    Fact("observers", "15 Yammer networks, 2016: of who does anything in half a year, less than once in two weeks",
         (0.8,), SWOOP16, "likes count there, not here"),
    Fact("replies_a_post", "98 organisations on Yammer, 2020: replies for each post that is no document", (2.0,),
         SWOOP20, "posts there are what opens a thread; documents, which are answered less, are left out here", False),
    Fact("others_a_discussion", "Deutsche Telekom, week 85: what is no document, comment or discussion, for each "
         "discussion", (2.05,), KNOWTECH, "23,200 of 11,300, mostly replies", False),
    Fact("comments_a_document", "Deutsche Telekom, week 85: comments for each document", (0.372,), KNOWTECH, "", False),
    Fact("replied", "99 newsgroups, 2007: posts (no documents) with a reply", (0.6,),
         "https://kilthub.cmu.edu/articles/journal_contribution/Introductions_and_Questions_Rhetorical_Strategies_that_Elicit_Response_in_Online_Communities/6470183"),
    Fact("post_of_readers", "13 social intranets, a week of 2021: of who reads, who contributes (2% create, 20% with "
         "likes, which the model does not count)", (0.02, 0.2),
         "https://www.industriebox.de/2021/09/07/hirschtec-analyse-zeigt-social-intranets-fuehren-zu-mehr-mitarbeiterengagement-und-wissensaustausch/"),
    Fact("next_month", "Yammer as a whole, 2020: of who joins in a month, who is there in the next one", (0.45,),
         "http://jia-jia.me/yamonboarding", "from a designer's notes", telekom=False),
    Fact("top_members", "Melbourne Water, week 46: contributions by the busiest 4.4% of members", (0.6,), MELBOURNE,
         "850 people"),
    Fact("more_than_one", "Melbourne Water, week 46: members with more than one contribution", (0.358,), MELBOURNE),
    Fact("per_member", "Melbourne Water, week 46: contributions for each member", (5.38,), MELBOURNE,
         "short messages of a small company", False),
    Fact("lasting", "13,000 wikis of one company, 29 months: still active (\"less than 20%\")", (0.0, 0.2),
         "https://cris.haifa.ac.il/en/publications/the-life-cycle-of-corporate-wikisan-analysis-of-activity-patterns",
         "a wiki is made for a task; a community here ends only when nobody comes"),
    Fact("read_51", "a community of learners on Slack, week 51: of its members, who read in the week", (0.119,), SLACK,
         "1,653 members, new ones in every week"),
    Fact("read_96", "the same, week 96", (0.0674,), SLACK, "3,029 members"),
)  # fmt: skip
"""Nothing was fitted to any of these, but for the types of contributions at Deutsche Telekom."""
