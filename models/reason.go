package models

// The public reason codes; "reason.<code>" is the word of each in the locale files.
var (
	// ModerationReasons: why an appeal is not published, hidden, or made private.
	ModerationReasons = []string{"advertising", "insult", "personal_data", "duplicate", "off_topic", "spam",
		"private_matter", "court_decision", "repeated", "author_request", "law"}
	// RedirectReasons: why an appeal goes to another body.
	RedirectReasons = []string{"not_competent", "author_request", "law"}
)
