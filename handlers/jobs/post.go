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

// whileOff is how long a mail waits before it looks again whether mail is
// switched on.
const whileOff = 5 * time.Minute

// post is what the jobs that write to people share.
//
// A letter is never lost: it is marked only after the channel has taken it, and
// until then the job is tried again. So a program that dies exactly between that
// OK and the mark sends this one letter once more, and no other; both carry the
// same Message-ID, by which mail programs show them as one. To mark first would
// trade this for letters that nobody ever gets.
type post struct {
	store   *models.Store
	config  Config
	channel Channel
}

// deliver sends a letter to a user and calls mark once it is in other hands. An
// address that is refused for good is marked, and gets nothing more.
func (p post) deliver(ctx context.Context, user int64, l Letter, mark func(context.Context) error) error {
	err := p.channel.Deliver(ctx, l)
	if err != nil {
		err = fmt.Errorf("%s: %w", p.channel.Name(), err)
	}
	// From here on the letter is in other hands: the mark is written even if the
	// program is being stopped or the time of the job is up.
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

// reader is the context of a letter to somebody who reads lang.
func (p post) reader(ctx context.Context, lang string) context.Context {
	to, ok := i18n.Parse(lang)
	if !ok {
		to = i18n.KK
	}
	return parts.WithSite(i18n.With(ctx, to), parts.Site{BaseURL: p.config.BaseURL, Now: p.store.Now(), Reference: p.store.Reference()})
}

// unsubscribe is the address that ends letters about a target to a user.
func (p post) unsubscribe(ctx context.Context, user int64, about models.Target) string {
	return paths.Absolute(ctx, paths.Unsubscribe(ctx, notice.New(p.store).UnsubscribeToken(user, about)))
}
