import type { enAi } from "./en-ai.ts";

/** Czech texts of the answers that a language model may word. Merged into `cs.ts`. */
export const csAi: Readonly<Record<keyof typeof enAi, string>> = {
  "ai.fallback.message":
    "{reason, select, not_configured {Jazykový model není nastaven: odpověď je sestavena podle pravidel.} too_slow {Jazykový model neodpověděl včas: odpověď je sestavena podle pravidel.} over_budget {Rozpočet na jazykové modely je utracen: odpověď je sestavena podle pravidel.} unusable_answer {Odpověď jazykového modelu nešlo použít: tato je sestavena podle pravidel.} other {Jazykový model není dostupný: odpověď je sestavena podle pravidel.}}",

  "ai.briefing.greeting":
    "{variant, select, 0 {Dobré ráno.} 1 {Dobré ráno, začíná nový den.} other {Dobré ráno, tady je přehled na dnešek.}}",
  "ai.briefing.yesterday.none":
    "{variant, select, 0 {Včerejšek byl bez sezení.} 1 {Včera neproběhlo žádné sezení.} other {Za vámi je den bez sezení.}}",
  "ai.briefing.yesterday.unrated":
    "{sessions, plural, one {Včera proběhlo jedno sezení} few {Včera proběhla # sezení} many {Včera proběhlo # sezení} other {Včera proběhlo # sezení}}, zatím bez hodnocení.",
  "ai.briefing.yesterday.rated":
    "{variant, select, 0 {{sessions, plural, one {Včera proběhlo jedno sezení s hodnocením {rating} ze 100.} few {Včera proběhla # sezení s průměrným hodnocením {rating} ze 100.} many {Včera proběhlo # sezení s průměrným hodnocením {rating} ze 100.} other {Včera proběhlo # sezení s průměrným hodnocením {rating} ze 100.}}} 1 {{sessions, plural, one {Za včerejšek: jedno sezení, hodnocení {rating} ze 100.} few {Za včerejšek: # sezení, hodnocení v průměru {rating} ze 100.} many {Za včerejšek: # sezení, hodnocení v průměru {rating} ze 100.} other {Za včerejšek: # sezení, hodnocení v průměru {rating} ze 100.}}} other {{sessions, plural, one {Včerejší bilance: jedno sezení, hodnocení {rating} ze 100.} few {Včerejší bilance: # sezení, průměrné hodnocení {rating} ze 100.} many {Včerejší bilance: # sezení, průměrné hodnocení {rating} ze 100.} other {Včerejší bilance: # sezení, průměrné hodnocení {rating} ze 100.}}}}",
  "ai.briefing.yesterday.empty": "Zatím není nic známo: vaše historie začne prvním sezením.",
  "ai.briefing.today.unknown":
    "Na předpověď dne je sezení zatím málo; pro začátek {sessions, plural, one {stačí jedno sezení} few {stačí # sezení} many {stačí # sezení} other {stačí # sezení}}.",
  "ai.briefing.today.forecast":
    "{variant, select, 0 {{sessions, plural, =0 {V takový den obvykle žádné sezení nebývá.} one {V takový den čekejte zhruba jedno sezení.} few {V takový den čekejte zhruba # sezení.} many {V takový den čekejte zhruba # sezení.} other {V takový den čekejte zhruba # sezení.}}} 1 {{sessions, plural, =0 {Nejpravděpodobnější je dnes den bez sezení.} one {Nejpravděpodobněji dnes proběhne jedno sezení.} few {Nejpravděpodobněji dnes proběhnou # sezení.} many {Nejpravděpodobněji dnes proběhne # sezení.} other {Nejpravděpodobněji dnes proběhne # sezení.}}} other {{sessions, plural, =0 {Den se asi obejde bez sezení.} one {Den asi přinese jedno sezení.} few {Den asi přinese # sezení.} many {Den asi přinese # sezení.} other {Den asi přinese # sezení.}}}}",
  "ai.briefing.productivity": "Očekávané hodnocení je {rating} ze 100.",
  "ai.briefing.productivity.unknown": "Na odhad hodnocení je hodnocených sezení zatím málo.",
  "ai.briefing.plan":
    "{variant, select, 0 {Vhodný čas na začátek je {time} s předvolbou {preset}.} 1 {Pokud to půjde, naplánujte začátek na {time}; hodí se předvolba {preset}.} other {Dobrý začátek je {time} s předvolbou {preset}.}}",
  "ai.briefing.plan.none": "Na zbytek dne není naplánováno žádné sezení.",
  "ai.briefing.streak":
    "{days, plural, one {Řada dní s dokončeným sezením trvá jeden den.} few {Řada dní s dokončeným sezením trvá # dny.} many {Řada dní s dokončeným sezením trvá # dne.} other {Řada dní s dokončeným sezením trvá # dní.}}",
  "ai.briefing.paused":
    "Od posledního sezení {days, plural, one {uplynul jeden den} few {uplynuly # dny} many {uplynulo # dne} other {uplynulo # dní}}; k návratu se hodí krátké sezení.",
  "ai.briefing.category": "V tento den týdne hodnotíte nejlépe kategorii {category}.",
  "ai.briefing.slot.activity": "Práce v kategorii {category}.",
  "ai.briefing.slot.activity.any": "Práce na tom, co je dnes nejdůležitější.",
  "ai.briefing.slot.reason": "V tuto hodinu se dá čekat hodnocení {rating} ze 100.",
  "ai.briefing.slot.reason.unknown":
    "Jde o obvyklou hodinu; vaše hodnocení zatím žádnou neupřednostňují.",
  "ai.briefing.free": "Běžte na chvíli ven, jen tak.",
  "ai.briefing.free.reason": "Den nejspíš zůstane volný; ať zůstane.",
  "ai.briefing.free.when": "Kdykoli se vám to hodí.",
  "ai.briefing.action": "Mezi dvěma sezeními vstaňte od stolu a trochu se projděte.",
  "ai.briefing.action.reason": "Přestávky patří k plánu a jsou krátké.",
  "ai.briefing.action.when": "Po prvním sezení.",
  "ai.briefing.wellbeing.good": "Zátěž posledních dní odpovídá tomu, co je u vás obvyklé.",
  "ai.briefing.wellbeing.noted":
    "Zátěž posledních dní je blízko obvyklé, něco však stojí za pozornost.",
  "ai.briefing.wellbeing.warning": "Zátěž posledních dní je o něco vyšší, než je u vás obvyklé.",
  "ai.briefing.wellbeing.concern": "Zátěž posledních dní je zřetelně vyšší, než je u vás obvyklé.",
  "ai.briefing.wellbeing.unknown": "Na posouzení zátěže posledních dní je sezení zatím málo.",
  "ai.briefing.wellbeing.suggestion.good": "Přestávky si nechte, jak jsou.",
  "ai.briefing.wellbeing.suggestion.warning": "Naplánujte si na dnešek jednu delší přestávku.",
  "ai.briefing.wellbeing.suggestion.concern": "Zvažte dnes méně sezení nebo den volna.",
  "ai.briefing.motivation":
    "{variant, select, 0 {Stačí jedno sezení po druhém.} 1 {Klidný začátek nese celý den.} 2 {Důležité je začít, ostatní přijde.} 3 {Dobrý den se skládá z malých kroků.} other {Vyberte si jednu věc a věnujte jí pozornost.}}",

  "ai.review.plan":
    "{done, plural, =0 {Žádné sezení nebylo dokončeno} one {Dokončeno bylo jedno sezení} few {Dokončena byla # sezení} many {Dokončeno bylo # sezení} other {Dokončeno bylo # sezení}}; ráno {expected, plural, =0 {se nečekalo žádné} one {se čekalo jedno} few {se čekala #} many {se čekalo #} other {se čekalo #}}.",
  "ai.review.plan.unknown":
    "{done, plural, =0 {Žádné sezení nebylo dokončeno} one {Dokončeno bylo jedno sezení} few {Dokončena byla # sezení} many {Dokončeno bylo # sezení} other {Dokončeno bylo # sezení}}; na předpověď dne jich ráno bylo ještě málo.",
  "ai.review.well.reached": "Den přinesl tolik sezení, kolik se čekalo, nebo i víc.",
  "ai.review.well.rating": "Průměrné hodnocení bylo {rating} ze 100.",
  "ai.review.well.best": "Nejlepší hodnocení má sezení od {time}: {rating} ze 100.",
  "ai.review.well.rest": "I den bez sezení je odpočinek.",
  "ai.review.improve.rate": "Hodnoťte svá sezení: další plán o vás bude vědět víc.",
  "ai.review.improve.short": "Den byl klidnější, než se čekalo; zítra se možná vejde o sezení víc.",
  "ai.review.mood.unknown": "Hodnocení je málo na to, aby bylo vidět, jak den pokračoval.",
  "ai.review.mood.steady": "Hodnocení zůstala po celý den přibližně stejná.",
  "ai.review.mood.up": "Hodnocení během dne stoupala.",
  "ai.review.mood.down": "Hodnocení během dne klesala.",
  "ai.review.tomorrow.expect":
    "{sessions, plural, =0 {Zítřek se asi obejde bez sezení.} one {Na zítřek čekejte zhruba jedno sezení.} few {Na zítřek čekejte zhruba # sezení.} many {Na zítřek čekejte zhruba # sezení.} other {Na zítřek čekejte zhruba # sezení.}}",
  "ai.review.tomorrow.unknown": "Na předpověď zítřka je sezení zatím málo.",
  "ai.review.tomorrow.theme": "K zítřejšímu dni v týdnu se hodí kategorie {category}.",
  "ai.review.streak.none": "Žádná řada dní teď neběží; kterékoli sezení ji začne.",
  "ai.review.closing":
    "{variant, select, 0 {Den je u konce; práci nechte prací.} 1 {Večer ať patří vám.} 2 {Pro dnešek dost: k práci patří i odpočinek.} other {Zakončete den něčím příjemným.}}",

  "ai.insight.focus.load": "Vraťte zátěž posledních dní tam, kde u vás obvykle bývá.",
  "ai.insight.focus.anomaly": "Podívejte se, co se v posledních dnech změnilo.",
  "ai.insight.focus.schedule": "Náročnou práci dávejte do svých nejlepších hodin.",
  "ai.insight.focus.begin": "Začněte prvním sezením.",
  "ai.insight.focus.steady": "Držte se plánu dne.",
  "ai.insight.title.load": "Zátěž nad obvyklou mírou",
  "ai.insight.title.anomaly": "Něco se změnilo",
  "ai.insight.title.schedule": "Vaše nejlepší hodiny",
  "ai.insight.title.begin": "Začátek",
  "ai.insight.title.steady": "Plán dne",
  "ai.insight.schedule": "Nejlepší hodiny dne jsou {from} až {to}.",
  "ai.insight.begin": "Po prvním hodnoceném sezení bude co říct.",
  "ai.insight.steady": "Hodnocení zatím žádnou hodinu od ostatních neodlišují.",
  "ai.insight.agree.calm":
    "Zátěž i poslední dny vypadají tak, jak je u vás obvyklé: porovnávají se s vašimi předchozími týdny.",
  "ai.insight.agree.slow":
    "Zátěž ani jednotlivé dny nevybočují, hodnocení nebo počet sezení se však pozvolna změnily.",
  "ai.insight.agree.noted":
    "Jednotlivé dny nevybočují a zátěž je blízko obvyklé, něco však stojí za pozornost.",
  "ai.insight.agree.strained": "Zátěž i poslední dny se liší od toho, co je u vás obvyklé.",
  "ai.insight.conflict": "Zátěž a poslední dny neříkají totéž; přednost má zátěž.",
  "ai.insight.resolution": "Na prvním místě je pohoda, pak plán dne a teprve potom výkon.",
  "ai.insight.now.begin": "Začněte teď jedním sezením.",
  "ai.insight.now.rest": "Dejte si teď delší přestávku.",
  "ai.insight.now.next": "Další dobrý čas na začátek je {time}.",
  "ai.insight.today":
    "{sessions, plural, =0 {Zbytek dne si nechte volný.} one {Na dnešek naplánujte ještě jedno sezení.} few {Na dnešek naplánujte ještě # sezení.} many {Na dnešek naplánujte ještě # sezení.} other {Na dnešek naplánujte ještě # sezení.}}",
  "ai.insight.week":
    "{sessions, plural, =0 {Na tento týden se žádné sezení nečeká.} one {Na tento týden se čeká zhruba jedno sezení.} few {Na tento týden se čekají zhruba # sezení.} many {Na tento týden se čeká zhruba # sezení.} other {Na tento týden se čeká zhruba # sezení.}}",
  "ai.insight.today.unknown": "Na to, aby se podle nich dal plánovat den, je sezení zatím málo.",
  "ai.insight.week.unknown": "Na předpověď týdne je sezení zatím málo.",
  "ai.insight.theme": "Nejvíc vašich nedávných sezení patří do kategorie {category}.",
  "ai.insight.theme.none": "Žádné téma zatím nepřevažuje.",
  "ai.insight.pattern.improving": "Hodnocení za poslední dva týdny stoupají.",
  "ai.insight.pattern.declining": "Hodnocení za poslední dva týdny klesají.",
  "ai.insight.pattern.stable": "V hodnoceních za poslední dva týdny není vidět žádný směr.",
  "ai.insight.pattern.insufficient_data": "Na to, aby byl vidět vývoj, je hodnocení zatím málo.",
  "ai.insight.confidence":
    "Odpověď vychází {sessions, plural, =0 {zatím z ničeho: žádné sezení není uloženo} one {z jednoho sezení} few {ze # sezení} many {z # sezení} other {z # sezení}}.",

  "ai.load.calm": "Nic v posledních dnech nesvědčí o zátěži nad vaší obvyklou mírou.",
  "ai.load.duration": "Posledních sedm dní.",
  "ai.load.monitoring.calm": "Podívejte se znovu za týden.",
  "ai.load.monitoring.close": "Podívejte se znovu zítra.",
  "ai.load.immediate.calm": "Držte svůj rytmus práce a přestávek.",
  "ai.load.immediate.strained": "Naplánujte si na dnešek delší přestávku.",
  "ai.load.short.calm": "Nechte si jeden den v týdnu volný.",
  "ai.load.short.strained": "Na nejbližší dny plánujte méně sezení.",
  "ai.load.long": "Porovnávejte své týdny a držte se těch, které vám svědčily.",
  "ai.load.evidence": "Podíl na skóre je {points} ze 100.",
  "ai.load.checkins": "Dnešní pohoda vychází na {points} ze 100.",

  "ai.anomaly.evidence.chance": "Pouhá náhoda by tak velký rozdíl ukázala jen zřídka.",

  "ai.quality.neutral.hour": "Tato hodina odpovídá vašemu průměru.",
  "ai.quality.neutral.day": "Tento den v týdnu odpovídá vašemu průměru.",
  "ai.quality.neutral.preset": "Tato předvolba odpovídá vašemu průměru.",
  "ai.quality.neutral.category": "Tato kategorie odpovídá vašemu průměru.",
  "ai.quality.neutral.fatigue": "Pořadí v rámci dne mění jen málo.",
  "ai.quality.neutral.recovery": "Předchozí odpočinek mění jen málo.",
  "ai.quality.action": "Začněte, až se vám to bude hodit.",

  "ai.schedule.reason": "Dá se tu čekat hodnocení {rating} ze 100.",
  "ai.schedule.break.short": "Protáhněte se a podívejte se do dálky.",
  "ai.schedule.break.long": "Jděte se projít nebo se najezte.",
  "ai.schedule.full": "Na další sezení už v tomto dni není místo.",
  "ai.schedule.few": "Plán se řídí tím, kolik sezení ten den ještě nejspíš přinese.",

  "ai.challenge.free.title": "Volný den",
  "ai.challenge.free.text":
    "Dnes se nic nemusí; budete-li chtít, bohatě stačí {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}}.",
  "ai.challenge.sessions.title": "Vyrovnaný den",
  "ai.challenge.sessions.text":
    "Dokončete dnes {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}}.",
  "ai.challenge.morning.title": "Časný začátek",
  "ai.challenge.morning.text":
    "Před {time} dokončete {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}}.",
  "ai.challenge.deep.title": "Bez vyrušení",
  "ai.challenge.deep.text":
    "Dokončete {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}} s předvolbou {preset}.",
  "ai.challenge.category.title": "Jedno téma",
  "ai.challenge.category.text":
    "Dokončete {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}} v kategorii {category}.",
  "ai.quest.sessions.title": "Práce na celý týden",
  "ai.quest.sessions.text":
    "Dokončete tento týden {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}}.",
  "ai.quest.category.title": "Téma týdne",
  "ai.quest.category.text":
    "Dokončete tento týden {sessions, plural, one {jedno sezení} few {# sezení} many {# sezení} other {# sezení}} v kategorii {category}.",
  "ai.quest.days.title": "Den za dnem",
  "ai.quest.days.text":
    "Mějte tento týden sezení aspoň {days, plural, one {v jednom dni} few {ve # dnech} many {v # dne} other {v # dnech}}.",
  "ai.motivation.begin":
    "{variant, select, 0 {Nejvíc znamená první sezení.} 1 {Začněte jedním krátkým sezením, ostatní přijde.} other {Vyberte si jednu věc a věnujte jí pozornost.}}",
  "ai.motivation.start":
    "{expected, plural, =0 {Dnes se žádné sezení nečeká a každé je vítané.} one {Dnes se čeká jedno sezení: začněte, až se vám to bude hodit.} few {Dnes se čekají # sezení: začněte prvním.} many {Dnes se čeká # sezení: začněte prvním.} other {Dnes se čeká # sezení: začněte prvním.}}",
  "ai.motivation.going":
    "{done, plural, one {Hotové je jedno sezení} few {Hotová jsou # sezení} many {Hotovo je # sezení} other {Hotovo je # sezení}} a dnes {left, plural, one {asi přibude ještě jedno} few {asi přibudou ještě # sezení} many {asi přibude ještě # sezení} other {asi přibude ještě # sezení}}.",
  "ai.motivation.reached":
    "{done, plural, one {Hotové je jedno sezení} few {Hotová jsou # sezení} many {Hotovo je # sezení} other {Hotovo je # sezení}}: tolik, kolik se dnes čekalo.",
  "ai.motivation.done":
    "{done, plural, one {Hotové je dnes jedno sezení} few {Hotová jsou dnes # sezení} many {Hotovo je dnes # sezení} other {Hotovo je dnes # sezení}}: dobrý začátek.",
  "ai.motivation.paused": "Po pauze stačí k návratu jedno krátké sezení.",

  "ai.next.topic": "Pokračujte: {task}",
  "ai.next.topic.any": "Jeden otevřený úkol v kategorii {category}",
  "ai.next.topic.plan": "Plán dalších kroků v kategorii {category}",
  "ai.next.topic.review": "Ohlédnutí za kategorií {category}",
  "ai.next.reason.best": "V tento den týdne hodnotíte kategorii {category} vysoko.",
  "ai.next.reason.usual": "Nejčastěji pracujete v kategorii {category}.",
  "ai.next.reason.variety": "Kategorie {category} by dnes přinesla změnu.",
  "ai.next.reason.begin": "První sezení v kategorii {category} je dobrý začátek.",
  "ai.expand.resources":
    "• Poznámky a výsledky dřívějších sezení na téma {topic}\n• Oficiální dokumentace k tomu, čeho se {topic} týká\n• Jeden příklad, který už někdo vyřešil\n• Kolega nebo diskusní fórum pro otázky, které zůstanou",
  "ai.expand.resources.own":
    "• Vaše nedávné úkoly v kategorii {category}: {tasks}\n• Poznámky a výsledky dřívějších sezení na téma {topic}\n• Oficiální dokumentace k tomu, čeho se {topic} týká\n• Kolega nebo diskusní fórum pro otázky, které zůstanou",
  "ai.expand.steps":
    "• Napište si, co má na konci platit: {topic}\n• Rozdělte práci na části, které se vejdou do jednoho sezení\n• Začněte nejmenší částí\n• Zkontrolujte výsledek a poznamenejte si, co bude dál",
  "ai.expand.time":
    "• {topic} může zabrat několik sezení; naplánujte jen první\n• Teprve po něm rozhodněte, kolik jich ještě bude\n• Mezi sezeními si nechte přestávku\n• Skončete, až bude výsledek dost dobrý",
  "ai.expand.time.own":
    "• Vaše nedávná sezení v kategorii {category} trvala v průměru {minutes}\n• Naplánujte jen první sezení na téma {topic}\n• Teprve po něm rozhodněte, kolik jich ještě bude\n• Mezi sezeními si nechte přestávku",
  "ai.expand.connection":
    "• {topic} patří do kategorie {category}\n• Co se přitom naučíte, využijete i v dalších úkolech kategorie {category}\n• Poznamenejte si, kde se to dotýká vaší další práce\n• Vraťte se k tomu, až takový úkol přijde na řadu",
  "ai.expand.connection.own":
    "• {topic} patří do kategorie {category}, ve které za posledních 30 dní {sessions, plural, one {proběhlo jedno sezení} few {proběhla # sezení} many {proběhlo # sezení} other {proběhlo # sezení}}\n• Navazuje na tyto úkoly: {tasks}\n• Poznamenejte si, kde se to dotýká vaší další práce\n• Vraťte se k tomu, až takový úkol přijde na řadu",
  "ai.learning.gap":
    "{sessions, plural, =0 {V kategorii {category} za posledních 30 dní neproběhlo žádné sezení.} one {V kategorii {category} proběhlo za posledních 30 dní jedno sezení.} few {V kategorii {category} proběhla za posledních 30 dní # sezení.} many {V kategorii {category} proběhlo za posledních 30 dní # sezení.} other {V kategorii {category} proběhlo za posledních 30 dní # sezení.}}",
  "ai.learning.level":
    "{level, select, 1 {Začátek} 2 {Základy} 3 {Jistota} 4 {Pokročilost} other {Zkušenost}}",
  "ai.learning.topic": "Pokračování v kategorii {category}",
  "ai.learning.topic.reason": "Do kategorie {category} patří {percent} vašich nedávných sezení.",
  "ai.learning.topic.begin": "Kategorie, na kterou v poslední době zbylo málo času.",
  "ai.learning.path": "Vyberte si jeden úkol, dokončete ho a poznamenejte si, co je nového.",
  "ai.learning.balance.too_much":
    "Kategorie {category} zabírá většinu vašeho času; může následovat jiná.",
  "ai.learning.balance.balanced": "Kategorie {category} má svůj díl času.",
  "ai.learning.balance.too_little": "Na kategorii {category} zbylo v poslední době málo času.",
  "ai.learning.tip.rate": "Hodnoťte svá sezení: ukáže se, která kategorie se daří.",
  "ai.learning.tip.name": "Zapisujte k sezením úkol: pak půjde navrhovat témata.",
  "ai.learning.tip.vary": "Jedno sezení v týdnu věnujte kategorii, na kterou zbylo málo času.",
  "ai.learning.summary":
    "{sessions, plural, =0 {Za posledních 30 dní není žádné sezení, ze kterého by se dalo vycházet.} one {Odpověď vychází z jednoho sezení za posledních 30 dní.} few {Odpověď vychází ze # sezení za posledních 30 dní.} many {Odpověď vychází z # sezení za posledních 30 dní.} other {Odpověď vychází z # sezení za posledních 30 dní.}}",
  "ai.notes.count":
    "{sessions, plural, one {Jedno sezení za posledních 30 dní má poznámku.} few {# sezení za posledních 30 dní mají poznámku.} many {# sezení za posledních 30 dní má poznámku.} other {# sezení za posledních 30 dní má poznámku.}}",
  "ai.notes.topics": "Ve vašich poznámkách se objevuje: {topics}.",
  "ai.notes.rating":
    "Sezení s poznámkou mají průměrné hodnocení {noted} ze 100, sezení bez poznámky {plain} ze 100.",
  "ai.learning.market": "Údaje o pracovním trhu se nepoužívají, a proto se o něm nic neříká.",
};
