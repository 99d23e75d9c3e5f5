package lexicon

import "strings"

// PaperWords are words in the names of those who publish.
var PaperWords = set(`
	sun eagle examiner record argus advertiser inquirer dispatch register ledger beacon sentinel monitor messenger
	torch lantern voice today wire weekly magazine insider digest courant enquirer bugle banner citizen democrat
	republican statesman post times news daily herald tribune guardian journal gazette courier observer press
	telegraph chronicle mail mirror express independent reporter review standard echo star globe bulletin zeitung bote
	kurier anzeiger tageblatt rundschau allgemeine spiegel tagesspiegel nachrichten presse morgenpost blatt monde
	figaro libération parisien soir dépêche tv radio bbc cnn nbc abc cbs npr afp dpa rfi ard zdf mdr ndr wdr`)

// Publishers are nouns for those who publish.
var Publishers = set(`
	broadcaster journal site portal platform publication blog newsletter podcast programme program wire tabloid weekly
	monthly broadsheet newspaper magazine agency website outlet consultancy institute channel daily network paper
	station charity group organization organisation think-tank tank firm zeitung sender magazin agentur
	nachrichtenagentur chaîne quotidien agence institut`)

// Press is what publishes, without a name.
var Press = set(`television tv radio newspaper newspapers broadcaster broadcasters outlet tabloid tabloids`)

// Platforms are social networks.
var Platforms = set(`
	x twitter facebook instagram tiktok youtube telegram whatsapp mastodon bluesky reddit weibo linkedin threads
	snapchat vk`)

// BodyWords are words in the names of other bodies.
var BodyWords = set(`
	corporation institute university agency ministry department organization organisation council commission center
	centre committee association foundation survey service services office bureau bank fund research chamber league
	parliament assembly congress senate group partners company inc ltd gmbh ag buses court police union party
	authority observatory laboratory college school hospital church federation network alliance board society institut
	universität ministerium behörde amt bundesamt landesamt verein verband stiftung gesellschaft université ministère
	agence préfecture`)

// BodyNouns are nouns for bodies.
var BodyNouns = set(`
	ministry government hospital company council agency department court university union party authority office
	police army airport firm bank group commission committee parliament service brigade association charity bureau
	institute embassy operator club team museum school church regulator navy board federation foundation network
	channel newspaper paper website site station`)

// BodyRoles are nouns for bodies that may stand beside their name.
var BodyRoles = set(`
	company operator firm union charity party club regulator developer manufacturer retailer airline bank lender
	airport carrier builder watchdog supplier insurer brewer miner utility contractor startup subsidiary parent body
	council ngo foundation association ministry authority`)

// BodyEnds are how German names of bodies end: Landeskriminalamt.
var BodyEnds = strings.Fields(`amt ministerium behörde polizei gericht verwaltung kammer anwaltschaft verband wehr`)

// CompanyWords are words in the names of companies.
var CompanyWords = set(`
	holdings limited ltd inc corp corporation company group plc gmbh ag llc llp energy industries airlines airways
	motors bank capital partners holding co ventures foods pharma pharmaceuticals systems technologies media`)

// CompanyNouns are what a text calls a company.
var CompanyNouns = set(`company firm group operator maker manufacturer developer bank airline retailer`)

// Hearings are bodies that are told what others say.
var Hearings = set(`court inquest inquiry tribunal jury hearing panel committee commission parliament`)

// Forces are kinds of police.
var Forces = set(`
	military traffic railway transport border federal state metropolitan secret provincial capital municipal`)

// Forceless are words before "police" that do not say whose they are.
var Forceless = set(`
	local city regional district area town county national uniformed armed riot senior former three two several some
	many other plainclothes more told that as when if said by from with and or but to for because before after against
	while`)
