package concrete_test

import (
	"fmt"

	"jauap/models/concrete"
)

func ExampleRead() {
	asked := "Көшеде шам жанбайды. Қашан жөндейсіздер?"
	for _, text := range []string{
		"Мәселе бақылауға алынды, қаржы бөлінген жағдайда шешіледі.",
		"Көшедегі 6 шам 14 қарашада ауыстырылды.",
	} {
		reading := concrete.Read(concrete.Answer{Asked: asked, Action: text})
		fmt.Println(reading.Score(), reading.Concrete(), reading.Missing())
	}
	// Output:
	// 0 false [fact action responsible date sum proof questions complaint]
	// 4 true [responsible sum proof complaint]
}
