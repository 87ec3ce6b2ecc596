package register

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"jauap/models/calendar"
)

// Benchmarks with realistic sizes: the classifier of July 2026 and a large register.
//
//	go test -run '^$' -bench Import -benchtime 1x ./models/register
const (
	benchPlaces  = 15_594
	benchAppeals = 100_000
)

func BenchmarkImportPlaces(b *testing.B) {
	file := written(b, "kato.csv", func(w io.Writer) { writeClassifier(w, benchPlaces) })
	for b.Loop() {
		b.StopTimer()
		s := importStore(b)
		b.StartTimer()
		mustImport(b, s, file, PlacesImport{})
	}
	b.ReportMetric(float64(benchPlaces*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkImportPlacesAgain(b *testing.B) {
	file := written(b, "kato.csv", func(w io.Writer) { writeClassifier(w, benchPlaces) })
	s := importStore(b)
	mustImport(b, s, file, PlacesImport{})
	for b.Loop() {
		mustImport(b, s, file, PlacesImport{})
	}
}

func BenchmarkImportAppeals(b *testing.B) {
	kato := written(b, "kato.csv", func(w io.Writer) { writeClassifier(w, benchPlaces) })
	file := written(b, "register.csv", func(w io.Writer) { writeRegister(w, benchAppeals) })
	for b.Loop() {
		b.StopTimer()
		s := importStore(b)
		mustImport(b, s, kato, PlacesImport{})
		b.StartTimer()
		report := importRegister(b, s, file, AppealsImport{})
		if report.Added != benchAppeals {
			b.Fatalf("%v; first problem %v", counts(report), report.Problems[0])
		}
	}
	b.ReportMetric(float64(benchAppeals*b.N)/b.Elapsed().Seconds(), "rows/s")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys>>20), "MB-peak") // memory obtained from the system
}

func BenchmarkImportAppealsAgain(b *testing.B) {
	kato := written(b, "kato.csv", func(w io.Writer) { writeClassifier(w, benchPlaces) })
	file := written(b, "register.csv", func(w io.Writer) { writeRegister(w, benchAppeals) })
	s := importStore(b)
	mustImport(b, s, kato, PlacesImport{})
	importRegister(b, s, file, AppealsImport{})
	for b.Loop() {
		importRegister(b, s, file, AppealsImport{})
	}
}

func written(b *testing.B, name string, write func(io.Writer)) string {
	b.Helper()
	name = filepath.Join(b.TempDir(), name)
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	write(f)
	return name
}

// classifierCode returns the i-th code of a generated classifier: 20 oblasts of 10 districts of
// 11 rural districts of 6 villages.
func classifierCode(i int) (code, kk, ru string) {
	const villages, rurals, districts = 7, 1 + 11*7, 1 + 10*(1+11*7)
	oblast, i := 10+i/districts, i%districts
	if i == 0 {
		return fmt.Sprintf("%d0000000", oblast), fmt.Sprintf("Сынақ %d облысы", oblast), fmt.Sprintf("Опытная %d область", oblast)
	}
	district, i := 30+(i-1)/rurals, (i-1)%rurals
	if i == 0 {
		return fmt.Sprintf("%d%d00000", oblast, district), fmt.Sprintf("Сынақ %d ауданы", district), fmt.Sprintf("Опытный %d район", district)
	}
	rural, i := 30+(i-1)/villages, (i-1)%villages
	if i == 0 {
		return fmt.Sprintf("%d%d%d000", oblast, district, rural), fmt.Sprintf("Сынақ %d а.о.", rural), fmt.Sprintf("Опытный %d с.о.", rural)
	}
	return fmt.Sprintf("%d%d%d%d00", oblast, district, rural, i), fmt.Sprintf("Сынақ %d а.", i), fmt.Sprintf("с.Опытное %d", i)
}

func writeClassifier(w io.Writer, rows int) {
	fmt.Fprintln(w, "te,ab,cd,ef,hij,k,kaz_name,rus_name")
	for i := range rows {
		code, kk, ru := classifierCode(i)
		fmt.Fprintf(w, "%s,%s,%s,%s,%s,2,%s,%s\n", code, code[:2], code[2:4], code[4:6], code[6:], kk, ru)
	}
}

// writeRegister generates two years of appeals, four in five with an answer.
func writeRegister(w io.Writer, rows int) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	words := []string{"көшеде", "шұңқыр", "жөндеу", "жарық", "су", "құбыр", "мектеп", "алдында", "қоқыс", "аула", "жол", "әкімдік",
		"дорога", "яма", "освещение", "вода", "двор", "площадка", "ремонт", "улица", "контейнер", "тротуар", "осень", "школа"}
	text := func(n int) (s string) {
		for range n {
			s += pick(words) + " "
		}
		return s
	}
	fmt.Fprint(w, registerHeader)
	first := calendar.NewDate(2024, time.May, 1)
	for i := range rows {
		code, _, _ := classifierCode(random.IntN(benchPlaces))
		received := first.AddDays(random.IntN(700))
		status, answer, answered := "registered", "", ""
		if random.IntN(5) > 0 {
			status, answer, answered = "answered", text(20), received.AddDays(random.IntN(30)).String()
		}
		fmt.Fprintf(w, "Т-%d,%s,%s,%s,%s,%s,%s,%s,%s,%s\n", i, received, pick([]string{"complaint", "арыз", "Предложение"}),
			pick([]string{"roads", "water", "Көше жарығы", "Двор"}), code, text(4), text(40), status, answer, answered)
	}
}
