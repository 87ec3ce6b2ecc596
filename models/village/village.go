// Package village describes the one territory and the people of the demo and of all tests: two
// districts of two oblasts with some of the places in them. The places are real, the people
// invented. It holds data only and imports no other package of this project, so that the program,
// the tests in models and all other tests can use it. Package modelstest/village inserts the places
// for tests.
package village

// The KATO codes of the places.
const (
	Turkistan = "610000000"
	Tulkibas  = "616000000" // district
	Sastobe   = "616059000" // rural district
	Village   = "616059100"
	Arys      = "616037000" // rural district
	Mailykent = "616030100" // village, the centre of Tulkibas district
	Karaganda = "350000000"
	Shet      = "356400000" // district
	Aqadyr    = "356431000" // settlement
)

// Place is a place with its names.
type Place struct {
	Code, Parent string // Parent is "" for an oblast
	Level        int
	Unit         string
	KK, RU, EN   string
}

// Places lists the places of the tests, parents first. The demo imports more places of the same
// districts from the official classifier; a test of the demo compares the two.
var Places = []Place{
	{Turkistan, "", 1, "oblast", "Түркістан облысы", "Туркестанская область", "Turkistan Oblast"},
	{Tulkibas, Turkistan, 2, "district", "Түлкібас ауданы", "Тюлькубасский район", "Tulkibas District"},
	{Sastobe, Tulkibas, 3, "rural_district", "Састөбе ауылдық округі", "Састобенский сельский округ", "Sastobe Rural District"},
	{Village, Sastobe, 4, "village", "Састөбе ауылы", "село Састобе", "Sastobe village"},
	{Arys, Tulkibas, 3, "rural_district", "Арыс ауылдық округі", "Арысский сельский округ", "Arys Rural District"},
	{Karaganda, "", 1, "oblast", "Қарағанды облысы", "Карагандинская область", "Karaganda Oblast"},
	{Shet, Karaganda, 2, "district", "Шет ауданы", "Шетский район", "Shet District"},
	{Aqadyr, Shet, 3, "settlement", "Ақадыр кенті", "посёлок Агадырь", "Aqadyr Settlement"},
}
