//! The name, drawn.

use crate::domain::{logo::Logo, site::Site};
use leptos::prelude::*;
use std::sync::Arc;

/// Its first letter alone.
const LETTER: &str = r#"<path d="M898 1482H584L156 144L0 90V52H877V90L711 142L964 1002L1218 52H1349L898 1482ZM1411 52H1569L1980 1103L1900 1121L2141 135L1980 88V52H2398V88L2245 138L1898 1482H1584L1228 633L1411 52Z"/>"#;

/// The way home in bars: the drawn letter, or the first letter of another name.
#[component]
pub fn HomeSign(
    name: String,
    /// What the link is called.
    label: String,
    #[prop(default = "/")] href: &'static str,
) -> impl IntoView {
    if name == DRAWN {
        return view! { <Letter label=label href=href/> }.into_any();
    }
    let first: String = name.chars().take(1).collect();
    view! { <a href=href aria-label=label><span class="wordmark" aria-hidden="true">{first}</span></a> }
        .into_any()
}

#[component]
fn Letter(label: String, href: &'static str) -> impl IntoView {
    view! {
        <a href=href aria-label=label>
            <svg viewBox="0 0 2400 1520" width="2400" height="1520" aria-hidden="true" inner_html=LETTER></svg>
        </a>
    }
}

const PATH: &str = r#"<path d="M898 1482H584L156 144L0 90V52H877V90L711 142L964 1002L1218 52H1349L898 1482ZM1411 52H1569L1980 1103L1900 1121L2141 135L1980 88V52H2398V88L2245 138L1898 1482H1584L1228 633L1411 52ZM2723 843 2714 899Q2656 923 2620 946Q2585 970 2566 997Q2547 1024 2540 1057Q2533 1090 2533 1133Q2533 1212 2556 1244Q2578 1277 2620 1277Q2641 1277 2656 1268Q2671 1258 2679 1236Q2687 1213 2687 1173V690Q2687 622 2648 581Q2609 540 2528 540Q2485 540 2454 542Q2423 544 2399 548L2435 478Q2425 564 2416 612Q2408 661 2399 686Q2390 712 2378 729Q2360 754 2324 771Q2289 788 2243 788Q2182 788 2156 769Q2129 750 2129 720Q2129 673 2178 622Q2227 572 2310 528Q2394 483 2501 456Q2608 428 2723 428Q2870 428 2958 470Q3047 512 3086 590Q3125 667 3125 774V1282Q3125 1303 3132 1317Q3138 1331 3152 1338Q3165 1344 3184 1344Q3204 1344 3224 1340Q3243 1336 3263 1329V1391Q3184 1455 3110 1484Q3037 1512 2936 1512Q2849 1512 2796 1482Q2743 1452 2718 1386Q2693 1320 2690 1212L2709 1227Q2687 1328 2647 1390Q2607 1452 2551 1480Q2495 1509 2424 1509Q2267 1509 2192 1434Q2118 1360 2118 1240Q2118 1180 2139 1131Q2160 1082 2222 1038Q2283 994 2404 947Q2524 900 2723 843ZM4207 435Q4270 435 4306 475Q4342 515 4342 579Q4342 661 4287 722Q4232 782 4155 782Q4101 782 4066 774Q4030 765 3998 756Q3967 748 3924 748Q3894 748 3872 752Q3849 757 3830 768Q3812 780 3793 801L3792 753Q3882 648 3943 585Q4004 522 4048 490Q4093 457 4130 446Q4167 435 4207 435ZM3840 645V1414L3946 1449V1482H3316V1449L3402 1414V744Q3389 727 3378 712Q3366 697 3346 672Q3327 647 3290 599V566L3813 428H3840ZM4925 1151Q4925 1213 4962 1243Q5000 1273 5084 1273Q5131 1273 5184 1267Q5237 1261 5309 1244V1298Q5197 1383 5114 1430Q5032 1476 4964 1494Q4896 1512 4828 1512Q4719 1512 4644 1476Q4568 1439 4528 1365Q4489 1291 4489 1179V688L4319 541V511Q4331 504 4377 480Q4423 456 4489 420Q4555 385 4629 346Q4703 306 4774 268Q4846 229 4901 200H4925V481ZM4752 639V458H5269L5246 639ZM5907 843 5898 899Q5840 923 5804 946Q5769 970 5750 997Q5731 1024 5724 1057Q5717 1090 5717 1133Q5717 1212 5740 1244Q5762 1277 5804 1277Q5825 1277 5840 1268Q5855 1258 5863 1236Q5871 1213 5871 1173V690Q5871 622 5832 581Q5793 540 5712 540Q5669 540 5638 542Q5607 544 5583 548L5619 478Q5609 564 5600 612Q5592 661 5583 686Q5574 712 5562 729Q5544 754 5508 771Q5473 788 5427 788Q5366 788 5340 769Q5313 750 5313 720Q5313 673 5362 622Q5411 572 5494 528Q5578 483 5685 456Q5792 428 5907 428Q6054 428 6142 470Q6231 512 6270 590Q6309 667 6309 774V1282Q6309 1303 6316 1317Q6322 1331 6336 1338Q6349 1344 6368 1344Q6388 1344 6408 1340Q6427 1336 6447 1329V1391Q6368 1455 6294 1484Q6221 1512 6120 1512Q6033 1512 5980 1482Q5927 1452 5902 1386Q5877 1320 5874 1212L5893 1227Q5871 1328 5831 1390Q5791 1452 5735 1480Q5679 1509 5608 1509Q5451 1509 5376 1434Q5302 1360 5302 1240Q5302 1180 5323 1131Q5344 1082 5406 1038Q5467 994 5588 947Q5708 900 5907 843Z"/>"#;

/// The name that is drawn; any other is set in type.
const DRAWN: &str = "Warta";

/// The site's logo as a link to the front page, or its name where it has none.
#[component]
pub fn Masthead(
    site: Arc<Site>,
    /// What the link is called.
    label: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let Some(logo) = site.logo.clone() else {
        return match site.logo_dark.clone() {
            None => view! { <Wordmark name=site.name.clone() label=label class=class/> }.into_any(),
            Some(dark) => by_night(&site.name, &dark, label, class),
        };
    };
    let dark = site.logo_dark.clone().map(|dark| {
        view! { <source media="(prefers-color-scheme: dark)" srcset=dark.url() width=dark.width.to_string() height=dark.height.to_string()/> }
    });
    view! {
        <a class=class href="/" aria-label=label>
            <picture>
                {dark}
                <img class="logo" src=logo.url() width=logo.width.to_string() height=logo.height.to_string() alt=""/>
            </picture>
        </a>
    }
    .into_any()
}

/// A logo that is for dark screens alone; on light ones the name stands in its place.
fn by_night(name: &str, dark: &Logo, label: String, class: &'static str) -> AnyView {
    view! {
        <a class=class href="/" aria-label=label>
            <span class="logo__day">{drawn(name)}</span>
            <img class="logo logo__night" loading="lazy" src=dark.url() width=dark.width.to_string() height=dark.height.to_string() alt=""/>
        </a>
    }
    .into_any()
}

/// The site's name: drawn, or in type.
fn drawn(name: &str) -> AnyView {
    if name != DRAWN {
        return view! { <span class="wordmark">{name.to_owned()}</span> }.into_any();
    }
    view! { <svg viewBox="0 0 6455 1520" width="6455" height="1520" aria-hidden="true" inner_html=PATH></svg> }
        .into_any()
}

/// The site's name as a link to the front page.
#[component]
pub fn Wordmark(
    name: String,
    /// What the link is called.
    label: String,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    view! { <a class=class href="/" aria-label=label>{drawn(&name)}</a> }
}
