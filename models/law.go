package models

// Law is a legal reference that pages name and link to. It is data because laws change.
type Law struct {
	Key  string `gorm:"primaryKey"` // art76
	Name Names  `gorm:"embedded;embeddedPrefix:name_"`
	URL  string
}

const codeURL = "https://adilet.zan.kz/kaz/docs/K2000000350"

// firstLaws are the initial rows of laws: the articles of the Administrative Procedural and
// Process-related Code (350-VI of 29.06.2020) that set the terms.
var firstLaws = []Law{
	{"art64", Names{"ӘРПК 64-бап: өтінішті тіркеу", "АППК, статья 64: регистрация обращения", "Code, art. 64: registration of an appeal"}, codeURL},
	{"art65", Names{"ӘРПК 65-бап: құзыретті органға жолдау", "АППК, статья 65: перенаправление в компетентный орган", "Code, art. 65: redirection to the competent body"}, codeURL},
	{"art76", Names{"ӘРПК 76-бап: қарау мерзімі", "АППК, статья 76: срок рассмотрения", "Code, art. 76: term of consideration"}, codeURL},
	{"art89", Names{"ӘРПК 89-бап: жауаптың мазмұны", "АППК, статья 89: содержание ответа", "Code, art. 89: content of the answer"}, codeURL},
	{"art91", Names{"ӘРПК 91-бап: шағым жасау құқығы", "АППК, статья 91: право на обжалование", "Code, art. 91: right to complain"}, codeURL},
}
