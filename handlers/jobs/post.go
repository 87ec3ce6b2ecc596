package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"jauap/models"
	"jauap/models/notice"
	"jauap/views/i18n"
	"jauap/views/parts"
	"jauap/views/paths"
)

// whileOff is the time for which a job is snoozed while mail is switched off.
const whileOff = 5 * time.Minute

// post is the common part of the jobs that send letters.
//
// Delivery is at least once: a letter is marked as sent after the channel has accepted it,
// and until then the job is retried. If the process dies between the two, the letter is sent
// twice; both have the same Message-ID, so mail programs show one. Marking first would lose
// letters instead.
type post struct {
	store   *models.Store
	config  Config
	channel Channel
}

// deliver sends a letter to a user and calls mark after the channel has accepted it. If the
// channel refuses the address, the address is marked as bounced and gets no more letters.
func (p post) deliver(ctx context.Context, user int64, l Letter, mark func(context.Context) error) error {
	err := p.channel.Deliver(ctx, l)
	if err != nil {
		err = fmt.Errorf("%s: %w", p.channel.Name(), err)
	}
	// The result is stored even if the process is stopping or the job has timed out.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	var refused Refusal
	switch {
	case errors.As(err, &refused):
		if refused.Bounce != "" {
			if err := notice.New(p.store).MarkBounced(ctx, user, l.To, refused.Bounce); err != nil {
				return err
			}
		}
		return river.JobCancel(err)
	case err != nil:
		return err
	}
	return mark(ctx)
}

// reader returns the context of a letter in the reader's language.
func (p post) reader(ctx context.Context, lang string) context.Context {
	to, ok := i18n.Parse(lang)
	if !ok {
		to = i18n.KK
	}
	return parts.WithSite(i18n.With(ctx, to), parts.Site{BaseURL: p.config.BaseURL, Now: p.store.Now(), Reference: p.store.Reference()})
}

// unsubscribe returns the address that ends a user's letters about a target.
func (p post) unsubscribe(ctx context.Context, user int64, about models.Target) string {
	return paths.Absolute(ctx, paths.Unsubscribe(ctx, notice.New(p.store).UnsubscribeToken(user, about)))
}
