//! `/editor/plan`: a calendar of what comes and came, and a board by state. Cards are dragged, or
//! moved by their menus.

mod board;
mod calendar;
mod card;

use super::{said::Said, story::bar::Mark};
use crate::{
    api::writing::act_on_story,
    domain::{
        article::Status,
        desk::{Answer, Wish},
        planning::{Card, Plan, View},
    },
    text::{self, PlanWords, StoryWords},
};
use leptos::{prelude::*, task::spawn_local};

/// What every card needs. Cheap to copy.
#[derive(Clone, Copy)]
struct Table {
    words: &'static PlanWords,
    story: &'static StoryWords,
    /// The card that is being dragged.
    held: RwSignal<Option<Card>>,
    said: Said,
    again: Callback<()>,
}

impl Table {
    /// Does something with the story of a card, tells what came of it, and loads the plan again.
    fn act(self, card: Card, wish: Wish, done: &'static str) {
        spawn_local(async move {
            let name = card::headline(&card, self.words);
            match act_on_story(card.id, wish).await {
                Ok(Answer::Story(_) | Answer::Done) => self.said.done(format!("{done} {name}")),
                Ok(Answer::Stale) => self.said.refused(self.words.stale.to_owned()),
                Ok(Answer::Refused(objections)) => {
                    let why: Vec<String> = objections.into_iter().map(|o| o.text).collect();
                    self.said.refused(why.join(" "));
                    return;
                }
                Ok(_) | Err(_) => {
                    self.said.refused(self.words.fault.to_owned());
                    return;
                }
            }
            self.again.run(());
        });
    }

    fn plan(self, card: Card, at: String) {
        if !card.plannable {
            self.said.refused(self.words.not_there.to_owned());
            return;
        }
        let version = card.version;
        self.act(card, Wish::Plan { version, at }, self.words.planned);
    }
}

/// The inside of the page.
pub fn view(plan: Plan, again: Callback<()>) -> AnyView {
    let language = plan.staff.language;
    let words = text::plan(language);
    let table = Table {
        words,
        story: text::story(language),
        held: RwSignal::new(None),
        said: expect_context(),
        again,
    };
    let on_board = matches!(plan.view, View::Board(_));
    let current = |own: bool| own.then_some("page");
    let legend = Status::ALL.map(|status| {
        view! { <li><Mark status=Signal::stored(status)/>{table.story.status(status)}</li> }
    });
    let (title, turn, inside) = match plan.view {
        View::Calendar(month) => {
            let title = month.title.clone();
            let turn = calendar::turn(&month, words).into_any();
            (title, Some(turn), calendar::view(month, table))
        }
        View::Board(columns) => (words.board.to_owned(), None, board::view(columns, table)),
    };
    view! {
        <div class="desk desk--still plan">
            <header class="plan__top">
                <h1>{title}</h1>
                {turn}
                <nav class="plan__views" aria-label=words.views>
                    <a href="/editor/plan" aria-current=current(!on_board)>{words.calendar}</a>
                    <a href="/editor/plan?view=board" aria-current=current(on_board)>{words.board}</a>
                </nav>
            </header>
            <ul class="plan__legend">{legend.collect_view()}<li class="plan__zone">{plan.zone}</li></ul>
            {table.said.view()}
            {inside}
        </div>
    }
    .into_any()
}
