package parts

import (
	"context"
	"slices"
	"strconv"

	"jauap/models"
	"jauap/models/concrete"
	"jauap/views/i18n"
)

// CriterionKeys has the message keys of each criterion: its name, a hint for officials, and its
// rule.
var CriterionKeys = map[concrete.Criterion]struct{ Name, help, Rule string }{
	concrete.Fact:        {"concrete.fact", "concrete.fact_help", "concrete.fact_rule"},
	concrete.Action:      {"concrete.action", "concrete.action_help", "concrete.action_rule"},
	concrete.Responsible: {"concrete.responsible", "concrete.responsible_help", "concrete.responsible_rule"},
	concrete.Date:        {"concrete.date", "concrete.date_help", "concrete.date_rule"},
	concrete.Sum:         {"concrete.sum", "concrete.sum_help", "concrete.sum_rule"},
	concrete.Proof:       {"concrete.proof", "concrete.proof_help", "concrete.proof_rule"},
	concrete.Questions:   {"concrete.questions", "concrete.questions_help", "concrete.questions_rule"},
	concrete.Complaint:   {"concrete.complaint", "concrete.complaint_help", "concrete.complaint_rule"},
}

// storedReading returns the findings that were stored when the answer was published.
func storedReading(a models.Answer) concrete.Reading {
	reading := make(concrete.Reading, len(concrete.Criteria))
	for i, c := range concrete.Criteria {
		reading[i] = concrete.Finding{Criterion: c, Met: !slices.Contains(a.Missing, string(c))}
	}
	return reading
}

// MarkText returns the score of an answer, such as "Нақтылығы: 6/8".
func MarkText(ctx context.Context, score int) string {
	return i18n.T(ctx, "concrete.mark", "score", strconv.Itoa(score), "of", strconv.Itoa(len(concrete.Criteria)))
}

// MarkTag returns the tag that says whether an answer counts as concrete.
func MarkTag(ctx context.Context, enough bool) (color, iconName, text string) {
	if enough {
		return "success", "check-circle", i18n.T(ctx, "concrete.enough")
	}
	return "warning", "warning", i18n.T(ctx, "concrete.too_little")
}

// findingIcon returns the icon of a criterion, met or not.
func findingIcon(f concrete.Finding) string {
	if f.Met {
		return "check-circle"
	}
	return "cross-circle"
}

// findingColor returns the colour of a criterion, met or not.
func findingColor(f concrete.Finding) string {
	if f.Met {
		return "success"
	}
	return "warning"
}

// findingWord says whether a criterion is met, for screen readers.
func findingWord(ctx context.Context, f concrete.Finding) string {
	if f.Met {
		return i18n.T(ctx, "concrete.met")
	}
	return i18n.T(ctx, "concrete.missing")
}

// findingHelp returns a hint for the official who writes the answer.
func findingHelp(ctx context.Context, f concrete.Finding) string {
	switch f.Why {
	case concrete.Empty:
		return i18n.T(ctx, "concrete.says_nothing", "words", f.Words)
	case concrete.NoAction:
		return i18n.T(ctx, "concrete.no_action")
	}
	return i18n.T(ctx, CriterionKeys[f.Criterion].help)
}

// Obstacles returns the options for what a body lacked to solve the problem.
func Obstacles(ctx context.Context) []Option {
	return []Option{{"", i18n.T(ctx, "concrete.obstacle_none")}, {"power", ObstacleText(ctx, "power")}, {"money", ObstacleText(ctx, "money")}}
}

// ObstacleText returns the name of an obstacle, or "" for none.
func ObstacleText(ctx context.Context, obstacle string) string {
	switch obstacle {
	case "power":
		return i18n.T(ctx, "concrete.obstacle_power")
	case "money":
		return i18n.T(ctx, "concrete.obstacle_money")
	}
	return ""
}

// PromiseRows returns how many rows of promises the form shows: the filled ones and two empty ones.
func PromiseRows(f models.AnswerForm) int {
	used := 0
	for i, row := range f.Promises {
		if row != (models.PromiseForm{}) {
			used = i + 1
		}
	}
	return min(used+2, len(f.Promises))
}
