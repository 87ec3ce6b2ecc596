package i18n

// families are the prefixes of the keys that a page builds from a value of the domain, such as "status."+status. Keys
// outside them are written out in full where they are used, so that the tests can tell an unused one.
var families = []string{
	"act.",
	"audit.",
	"day_kind.",
	"digest.name_",
	"digest.part_",
	"event.",
	"flash.",
	"gap.who_",
	"hold.",
	"kind.",
	"level.",
	"mask.",
	"notice.",
	"notice.own_",
	"problem.",
	"reason.",
	"record_figure.",
	"record_how.",
	"record_level.",
	"record_short.",
	"role.",
	"screen_rules.",
	"screen_rules.public_",
	"stage.",
	"status.",
	"switch.",
	"unit.",
	"verdict.",
}
