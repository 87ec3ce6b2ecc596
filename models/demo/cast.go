package demo

// Person is one of the people of the demo. They are invented.
type Person struct {
	Given, Family string
	Email         string // "" for all but the cast
	Level         int    // of proof, see models.NewUser
	Home          string // KATO code
	Lang          string
	Role          string // executor, head, moderator, admin; "" for a resident
	Body          string // whose executor or head: "616059000", "616000000/education"
}

// The cast: the same people in the demo, the tests and the README.
var (
	// Aigerim lives in Састөбе and writes about her street, its lamps and the kindergarten.
	Aigerim = Person{Given: "Айгерім", Family: "Сапарова", Email: "aigerim@demo.example", Level: 3, Home: "616059100", Lang: "kk"}
	// Marat is the akim of Састөбе rural district, the head of its office.
	Marat = Person{Given: "Марат", Family: "Қонысбаев", Email: "marat@demo.example", Level: 2, Home: "616059100", Lang: "kk", Role: "head", Body: "616059000"}
	// Dinara prepares the answers in Marat's office.
	Dinara = Person{Given: "Динара", Family: "Шәкенова", Email: "dinara@demo.example", Level: 2, Home: "616059100", Lang: "kk", Role: "executor", Body: "616059000"}
	// Yerlan is the akim of Түлкібас district, Marat's superior.
	Yerlan = Person{Given: "Ерлан", Family: "Тайжанов", Email: "yerlan@demo.example", Level: 2, Home: "616030100", Lang: "kk", Role: "head", Body: "616000000"}
	// Olga moderates.
	Olga = Person{Given: "Ольга", Family: "Литвинова", Email: "olga@demo.example", Level: 2, Lang: "ru", Role: "moderator"}
	// Timur administers the portal.
	Timur = Person{Given: "Тимур", Family: "Әбішев", Email: "timur@demo.example", Level: 2, Lang: "ru", Role: "admin"}
)

// Cast is everybody whom the README and the tests call by name.
var Cast = []Person{Aigerim, Marat, Dinara, Yerlan, Olga, Timur}
