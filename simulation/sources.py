"""What is cited: every source key used by a declaration, once.

``read`` says whether the number was read in a public source or is recalled from the
literature and still unverified; recalled numbers carry low confidence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One cited document: key, full citation, and whether it was read or recalled."""

    key: str
    citation: str
    read: bool = True


def _table(*sources: Source) -> dict[str, Source]:
    return {source.key: source for source in sources}


SOURCES: dict[str, Source] = _table(
    Source("assumption", "No source: a plausible value, stated as an assumption, with a wide prior."),
    Source("KT13", "Notes on a talk by Deutsche Telekom at KnowTech 2013, cogneon.de, 9 October 2013 (German)."),
    Source(
        "CompanyNetworks",
        "Published counts of five networks of four companies (Alcatel-Lucent 2008 to 2012, Cbeyond, BASF, Deutsche "
        "Telekom) and of use in four, with their addresses in experiments/companies and docs/companies.md; priors "
        "estimated from them.",
    ),
    Source("DT15", "Deutsche Telekom press text 'Intranet goes social', about 2015 (German)."),
    Source("SMA", "Article on the Yammer network of SMA, a company of specialised functional units (German)."),
    Source("CMT14", "Practice report on training internal community managers, 2014; podcast notes 2019 (German)."),
    Source("BOT19", "Computerwoche/CIO article on the Telekom brand-ambassador network, 2019 (German)."),
    Source(
        "Bass1969", "Bass, F. M. (1969). A new product growth model for consumer durables. Management Science 15(5)."
    ),
    Source(
        "Sultan1990",
        "Sultan, Farley & Lehmann (1990). A meta-analysis of applications of diffusion models. "
        "Journal of Marketing Research 27(1).",
        read=False,
    ),
    Source("Granovetter1978", "Granovetter, M. (1978). Threshold models of collective behavior. AJS 83(6)."),
    Source(
        "Centola2010", "Centola, D. (2010). The spread of behavior in an online social network experiment. Science."
    ),
    Source(
        "Venkatesh2003",
        "Venkatesh et al. (2003). User acceptance of information technology. MIS Quarterly.",
        read=False,
    ),
    Source("JoyceKraut2006", "Joyce & Kraut (2006). Predicting continued participation in newsgroups. JCMC 11(3)."),
    Source(
        "Recognition2012", "Restivo & van de Rijt (2012). Experimental study of informal rewards. PLoS ONE 7(3) e34358."
    ),
    Source(
        "Deci1999",
        "Deci, Koestner & Ryan (1999). A meta-analytic review of experiments examining rewards. Psych. Bulletin.",
    ),
    Source("Gamification2021", "Int. J. Educational Technology in Higher Education 18 (2021), s41239-021-00314-6."),
    Source("IBMSNS", "Studies of IBM's internal social site after points were removed: about half the activity gone."),
    Source("Lally2010", "Lally et al. (2010). How are habits formed. European Journal of Social Psychology 40(6)."),
    Source(
        "SaksBelcourt2006",
        "Saks & Belcourt (2006). Transfer of training in organizations. Human Resource Management 45(4).",
    ),
    Source(
        "VanDenBulte2001",
        "Van den Bulte & Lilien (2001). Medical innovation revisited: social contagion versus marketing effort. AJS.",
    ),
    Source(
        "Coleman1966",
        "Coleman, Katz & Menzel (1966). Medical Innovation: A Diffusion Study. Worked out anew from their 125 "
        "physicians (experiments/early_adopters).",
    ),
    Source("Cochrane125", "Flodgren et al., Local opinion leaders, Cochrane review CD000125."),
    Source("Norms", "Meta-analyses of descriptive and injunctive norms (descriptive-intention correlation .44)."),
    Source(
        "FriedkinJohnsen1990", "Friedkin & Johnsen (1990). Social influence and opinions. J. Mathematical Sociology 15."
    ),
    Source("Safety", "Reviews of psychological safety and knowledge sharing (correlation about .5)."),
    Source(
        "ManagerUse", "Studies of managers' and coworkers' use predicting start and resumption of use (correlational)."
    ),
    Source(
        "Referents",
        "Paluck, Shepherd & Aronow (2016). Changing climates of conflict: a social network experiment in 56 schools. "
        "PNAS 113(3), and its correction of 2018: -30% became -25%, not significant.",
    ),
    Source(
        "Chaudhuri2021",
        "Chaudhuri, Park & Johnson (2021). Engagement, inclusion, knowledge sharing, and talent development: is "
        "reverse mentoring a panacea to all? European J. of Training and Development 45(6): 54 studies, mostly "
        "qualitative.",
    ),
    Source(
        "Arthur2003",
        "Arthur, Bennett, Edens & Bell (2003). Effectiveness of training in organizations. J. Applied Psychology "
        "88(2): d .63 on learning, .62 on behaviour.",
    ),
    Source(
        "Canvassing2013",
        "Green, McGrath & Aronow (2013). Field experiments and the study of voter turnout. J. Elections 23(1): face to "
        "face about 2.5 points, as cited by Townsley (2018), who found .6 in the United Kingdom.",
    ),
    Source(
        "ZhangZhu2011",
        "Zhang & Zhu (2011). Group size and incentives to contribute: a natural experiment at Chinese Wikipedia. "
        "American Economic Review 101(4): others wrote 42.8% less after a part of the audience was shut out.",
    ),
    Source(
        "Gallus2017",
        "Gallus, J. (2017). Fostering public good contributions with symbolic awards. Management Science 63(12): "
        "43.5% of new editors without an award and 34.8% with one did not come back.",
    ),
    Source(
        "Sharma2011",
        "Sharma, Butler, Irwin & Spallek (2011). Emphasizing social features in information portals. JASIST 62(11): "
        "fewer joined where the social side was praised.",
    ),
    Source("Mentoring", "Reports on one firm's first reverse mentoring programme, no control group."),
    Source("Roundtable", "The Community Roundtable, State of Community Management (no causal estimate)."),
    Source("FeverBee", "FeverBee, The online community life cycle."),
    Source(
        "Inequality",
        "Collected reports on participation inequality: Deloitte's network of 130,000 members, 2016; a Yammer network "
        "of 244 users, 2010 (5% made just under 60%, j0n1.com); four health networks (van Mierlo 2014: 1% of members "
        "made 74.7%, the next 9% 24.0%).",
    ),
    Source(
        "Kleinbaum2013", "Kleinbaum, Stuart & Tushman (2013). Discretion within constraint. Organization Science 24(5)."
    ),
    Source(
        "OrganisationNetworks",
        "Degrees counted anew in open networks: e-mail of a research institution (SNAP email-Eu-core; Yin et al. "
        "2017), of a manufacturer (Michalski et al. 2011) and of a university (Guimera et al. 2003); answers of staff "
        "of a faculty (Nepusz et al. 2008), a law firm (Lazega 2001) and managers (Krackhardt 1987).",
    ),
    Source("Turnover", "Deutsche Telekom, HR figures 2023: 4.6% a year in the group, 2.5% in Germany."),
    Source(
        "Leonardi2015",
        "Leonardi, P. M. (2015). Ambient awareness and knowledge acquisition: using social media to learn 'who knows "
        "what' and 'who knows whom'. MIS Quarterly 39(4).",
    ),
    Source(
        "Gardner2011",
        "Gardner, de Bruijn & Lally (2011). A systematic review and meta-analysis of applications of the Self-Report "
        "Habit Index. Annals of Behavioral Medicine 42(2).",
    ),
    Source(
        "SlackCommunity",
        "Usage report of a public Slack workspace of a community of learners (R for Data Science), 2017 to 2018: 309 "
        "of 324 members read in the launch week, 78 of 429 in week 15, 224 of 1,450 in week 41; novelty was "
        "estimated from it in experiments/launch.",
    ),
    Source("SWOOP2020", "SWOOP Analytics, Yammer benchmark 2020: employees reply twice as much as they post."),
    Source(
        "Burke2007", "Burke et al. (2007). Introductions and requests: 40% of thread-starting messages get no response."
    ),
)
