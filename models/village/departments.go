package village

// Names holds a name in the languages of the portal.
type Names struct{ KK, RU, EN string }

// Department is a body that is not derived from the places.
type Department struct {
	Place, Field string
	Name         Names
}

// Departments lists the departments to which appeals are redirected.
var Departments = []Department{
	{Tulkibas, "education", Names{"Түлкібас ауданының білім бөлімі", "Отдел образования Тюлькубасского района", "Education Department of Tulkibas District"}},
	{Shet, "transport", Names{"Шет ауданының жолаушылар көлігі және автомобиль жолдары бөлімі", "Отдел пассажирского транспорта и автомобильных дорог Шетского района",
		"Passenger Transport and Roads Department of Shet District"}},
	{Turkistan, "health", Names{"Түркістан облысының денсаулық сақтау басқармасы", "Управление здравоохранения Туркестанской области", "Health Department of Turkistan Oblast"}},
	{Karaganda, "health", Names{"Қарағанды облысының денсаулық сақтау басқармасы", "Управление здравоохранения Карагандинской области", "Health Department of Karaganda Oblast"}},
	{Karaganda, "education", Names{"Қарағанды облысының білім басқармасы", "Управление образования Карагандинской области", "Education Department of Karaganda Oblast"}},
	{Karaganda, "transport", Names{"Қарағанды облысының жолаушылар көлігі және автомобиль жолдары басқармасы",
		"Управление пассажирского транспорта и автомобильных дорог Карагандинской области", "Passenger Transport and Roads Department of Karaganda Oblast"}},
}

// Posts of the heads of departments: of an oblast (басқарма) and of a district (бөлім).
var (
	HeadOfOblastDepartment   = Names{"Басқарма басшысы", "Руководитель управления", "Head of the department"}
	HeadOfDistrictDepartment = Names{"Бөлім басшысы", "Руководитель отдела", "Head of the department"}
)
