package demo

import (
	"context"
	"math/rand/v2"
	"strings"
	"time"

	"jauap/models"
	"jauap/models/calendar"
	"jauap/models/vote"
)

// demoVote is a vote of the demo. Days count from today.
type demoVote struct {
	body                  string
	opens, closes, answer int
	in                    vote.NewVote
	counted               bool // its outside value is known
	answered              string
}

const dollarRate = "Ұлттық банктің дауыс беру аяқталғаннан кейінгі алғашқы жұмыс күніндегі АҚШ доллары бағамы"

// demoVotes are one vote of each kind: counted and answered, open, waiting for its outside value, and
// announced.
func demoVotes() []demoVote {
	projects := []vote.Option{
		{Title: "Орталық саябаққа жарық орнату", Cost: 6_500_000}, {Title: "№ 2 мектептің жанындағы жаяу жүргінші жолы", Cost: 4_200_000},
		{Title: "Балалар ойын алаңы, Жібек жолы көшесі", Cost: 3_800_000}, {Title: "Аялдамаларға жауыннан қорғайтын қалқа", Cost: 2_400_000},
		{Title: "Ардагерлер аллеясына ағаш отырғызу", Cost: 900_000}, {Title: "Спорт алаңына жаттығу құрылғылары", Cost: 2_900_000},
		{Title: "Кітапхана алдына орындықтар мен гүлзар", Cost: 1_100_000}, {Title: "Қоқыс сұрыптайтын контейнерлер", Cost: 1_600_000},
		{Title: "Көпірдің қоршауын жөндеу", Cost: 5_100_000}, {Title: "Иттерді серуендететін алаң", Cost: 1_300_000},
		{Title: "Су тарататын колонканы жаңарту", Cost: 2_200_000}, {Title: "Мәдениет үйінің алдын абаттандыру", Cost: 7_400_000}}
	return []demoVote{
		{body: "616000000", opens: -60, closes: -40, answer: -20, counted: true,
			answered: "Жеңген жобалар 2027 жылғы бюджетке енгізілді. Жұмыс сәуірде басталады, жауапты: аудандық тұрғын үй-коммуналдық шаруашылық бөлімі. Әр жобаның кезеңі «Жұмыстар» бетінде түсіндіріледі.",
			in: vote.NewVote{Place: "616000000", Kind: vote.Budget, Lang: "kk", Title: "Түлкібас ауданының халық қатысатын бюджеті",
				Text:   "Аудан тұрғындары 15 млн теңгені қай жобаларға жұмсайтынын өздері шешеді. Барлық жобаны әкімдік тексерді: әрқайсысын бір жылда орындауға болады.",
				Budget: 15_000_000, Binding: true, Promise: "Жеңген жобаларды келесі жылдың бюджетіне енгізіп, әрқайсысы бойынша жұмыс кезеңін жариялаймыз.", Options: projects}},
		{body: "616059000", opens: -4, closes: 10, answer: 30,
			in: vote.NewVote{Place: "616059000", Kind: vote.One, Lang: "kk", Title: "Мектептің жанындағы бос жерге не саламыз?",
				Text:    "Бюджетте бір нысанға қаражат бар. Ең көп дауыс алған нұсқа салынады.",
				Binding: true, Promise: "Ең көп дауыс алған нұсқаның жобасын екі ай ішінде дайындаймыз.",
				Options: []vote.Option{{Title: "Балалар ойын алаңы"}, {Title: "Спорт алаңы"}, {Title: "Гүлзар мен орындықтар"}}}},
		{body: "616000000", opens: -15, closes: -1, answer: 25,
			in: vote.NewVote{Place: "616000000", Kind: vote.Ranked, Lang: "kk", Title: "Жаңа автобус бағытының атауы",
				Text:    "Нұсқаларды ұнау ретімен қойыңыз.",
				Promise: "Нәтижені тасымалдаушыға ұсынамыз және шешімін жариялаймыз.",
				Options: []vote.Option{{Title: "Жібек жолы"}, {Title: "Ақсу"}, {Title: "Жабағылы"}, {Title: "Балықты"}}}},
		{body: "616000000", opens: 7, closes: 28, answer: 50,
			in: vote.NewVote{Place: "616000000", Kind: vote.Several, Lang: "kk", Title: "Орталық көшеде қандай жұмыстар бірінші болсын?",
				Text:    "Қолдайтын жұмыстардың бәрін белгілеңіз.",
				Promise: "Ең көп қолдау тапқан екі жұмысты көктемде бастаймыз.",
				Options: []vote.Option{{Title: "Жаяу жүргінші жолы"}, {Title: "Көше жарығы"}, {Title: "Арықтарды тазалау"}, {Title: "Ағаш отырғызу"}}}},
	}
}

// holdVotes announces the votes of the demo, lets residents vote, and counts those that have ended.
func (f *filling) holdVotes(ctx context.Context) error {
	for _, d := range demoVotes() {
		if err := f.holdVote(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

func (f *filling) holdVote(ctx context.Context, d demoVote) error {
	day := func(n int) time.Time { return f.store.Today().AddDays(n).Time() }
	in := d.in
	in.Who, in.SeedName, in.Demo = vote.Address, dollarRate, true
	in.OpensAt, in.ClosesAt, in.AnswerDue = day(d.opens), day(d.closes), calendar.Of(day(d.answer))
	body, err := f.body(ctx, d.body)
	if err != nil {
		return err
	}
	head := models.Official{UserID: f.heads[d.body], BodyID: body}
	announced := workingDayBefore(f.cal, calendar.Of(in.OpensAt), 7).Time().Add(11 * time.Hour)
	id, err := vote.New(f.store.At(announced)).Announce(ctx, head, in)
	if err != nil {
		return err
	}
	last := in.ClosesAt
	if now := f.store.Now(); now.Before(last) {
		last = now
	}
	if last.After(in.OpensAt) {
		if err := f.castBallots(ctx, id, in, last); err != nil {
			return err
		}
	}
	if !d.counted {
		return vote.New(f.store).Mix(ctx)
	}
	counted := vote.New(f.store.At(in.ClosesAt.AddDate(0, 0, 1)))
	if err := counted.EnterSeed(ctx, id, f.moderator, "526,48", "https://nationalbank.kz/kz/exchangerates/ezhednevnye-oficialnye-rynochnye-kursy-valyut"); err != nil {
		return err
	}
	if err := counted.Count(ctx); err != nil {
		return err
	}
	answered := workingDayBefore(f.cal, calendar.Of(in.ClosesAt).AddDays(12), 1).Time().Add(15 * time.Hour)
	return vote.New(f.store.At(answered)).Answer(ctx, id, head, strings.TrimSpace(d.answered))
}

// castBallots lets the residents of the place vote at random times until last.
func (f *filling) castBallots(ctx context.Context, id int64, in vote.NewVote, last time.Time) error {
	rnd := seeded(in.Title)
	lo, hi := models.PlaceRange(in.Place)
	for _, r := range f.residents {
		if r.level < 3 || r.home < lo || r.home > hi || rnd.IntN(10) == 0 {
			continue
		}
		at := in.OpensAt.Add(time.Duration(rnd.Int64N(int64(last.Sub(in.OpensAt)))))
		if _, err := vote.New(f.store.At(at)).Cast(ctx, id, r.id, randomBallot(rnd, in)); err != nil {
			return err
		}
	}
	return nil
}

// randomBallot returns choices in which the first options are more popular.
func randomBallot(rnd *rand.Rand, in vote.NewVote) (choices []int) {
	for _, i := range rnd.Perm(len(in.Options)) {
		if rnd.IntN(len(in.Options)+2) > i || len(choices) == 0 {
			choices = append(choices, i+1)
		}
	}
	if in.Kind == vote.One {
		return choices[:1]
	}
	return choices[:min(len(choices), 5)]
}
