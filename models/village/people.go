package village

// Person is an invented person of the demo or of the tests.
type Person struct {
	Given, Family string
	Email         string // "" if the person never signs in
	Level         int    // identity level, see models.NewUser
	Home          string // KATO code
	Lang          string
	Role          string // executor, head, moderator, admin; "" for a resident
	Body          string // the body of an executor or head: "616059000", "616000000/education"
}

// The people named in the demo, the tests and the README.
var (
	// Aigerim lives in Састөбе and writes about her street, its lamps and the kindergarten.
	Aigerim = Person{Given: "Айгерім", Family: "Сапарова", Email: "aigerim@demo.example", Level: 3, Home: Village, Lang: "kk"}
	// Marat is the akim of Састөбе rural district and the head of its office.
	Marat = Person{Given: "Марат", Family: "Қонысбаев", Email: "marat@demo.example", Level: 2, Home: Village, Lang: "kk", Role: "head", Body: Sastobe}
	// Dinara prepares the answers in Marat's office.
	Dinara = Person{Given: "Динара", Family: "Шәкенова", Email: "dinara@demo.example", Level: 2, Home: Village, Lang: "kk", Role: "executor", Body: Sastobe}
	// Yerlan is the akim of Түлкібас district, Marat's superior.
	Yerlan = Person{Given: "Ерлан", Family: "Тайжанов", Email: "yerlan@demo.example", Level: 2, Home: Mailykent, Lang: "kk", Role: "head", Body: Tulkibas}
	// Olga is a moderator.
	Olga = Person{Given: "Ольга", Family: "Литвинова", Email: "olga@demo.example", Level: 2, Lang: "ru", Role: "moderator"}
	// Timur is an administrator.
	Timur = Person{Given: "Тимур", Family: "Әбішев", Email: "timur@demo.example", Level: 2, Lang: "ru", Role: "admin"}
	// Aigul is the default name of a person in tests.
	Aigul = Person{Given: "Айгүл", Family: "Сейітқызы", Lang: "kk"}
)

// Cast lists the people with an account in the demo.
var Cast = []Person{Aigerim, Marat, Dinara, Yerlan, Olga, Timur}

// OfficialOf returns the official of the cast with a role in a body, or Aigul if the cast has none.
func OfficialOf(body, role string) Person {
	for _, p := range Cast {
		if p.Body == body && p.Role == role {
			return p
		}
	}
	return Aigul
}
