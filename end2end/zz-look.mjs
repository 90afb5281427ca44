import { chromium } from '@playwright/test';
const exe='/usr/bin/chromium';
const b = await chromium.launch({executablePath:exe,args:['--headless','--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
const base='http://127.0.0.1:3000';
const pages={front:'/',article:'/articles/menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro',category:'/categories/sains',archive:'/archive/2024/11',nope:'/nope',editor:'/editor'};
const only=process.argv[2]?.split(',');
for (const [w,h] of [[1440,900],[768,1000],[390,844]]) for (const scheme of ['light','dark']) for (const [n,p] of Object.entries(pages)) {
  const key=`${n}-${w}-${scheme}`; if (only && !only.includes(key)) continue;
  const c=await b.newContext({viewport:{width:w,height:h},colorScheme:scheme}); const page=await c.newPage();
  page.on('console',m=>console.log(key,m.type(),m.text())); page.on('pageerror',e=>console.log(key,'ERR',e.message)); page.on('response',r=>{if(r.status()>=400)console.log(key,r.status(),r.url())});
  await page.goto(base+p,{waitUntil:'networkidle'}); await page.waitForTimeout(600);
  await page.screenshot({path:`/work/tmp/shots/${key}.png`,fullPage:true}); await c.close();
}
// navigation
const c=await b.newContext({viewport:{width:1440,height:900}}); const page=await c.newPage();
page.on('console',m=>console.log('nav',m.type(),m.text())); page.on('pageerror',e=>console.log('nav ERR',e.message));page.on('response',r=>{if(r.status()>=400)console.log('nav',r.status(),r.url())});
await page.goto(base+'/',{waitUntil:'networkidle'}); await page.waitForTimeout(500); await page.evaluate(()=>{window.mark=1; window.scrollTo(0,700)}); await page.waitForTimeout(300);
await page.evaluate(()=>document.querySelector('.nav a[href="/categories/sains"]').click()); await page.waitForFunction(()=>location.pathname=='/categories/sains' && document.title.startsWith('Sains')); await page.waitForTimeout(300);
console.log(await page.evaluate(()=>[window.mark,location.pathname,document.title,document.activeElement.id,scrollY,document.querySelectorAll('h1').length,document.querySelector('h1').textContent]));
await page.click('.card__title a'); await page.waitForFunction(()=>document.querySelector('.article__text')); await page.waitForTimeout(500);
console.log(await page.evaluate(()=>[window.mark,location.pathname,document.title,document.activeElement.id,scrollY,document.querySelector('.article__text').textContent.slice(0,60),document.querySelector('link[rel=canonical]').href]));
await page.click('.turn a'); await page.waitForTimeout(800);
console.log(await page.evaluate(()=>[window.mark,location.pathname,document.title,document.querySelector('.article__text').textContent.slice(0,60),document.querySelectorAll('link[rel=canonical]').length,document.querySelectorAll('meta[name=description]').length]));
await page.goBack(); await page.waitForTimeout(800); await page.goBack(); await page.waitForTimeout(500); await page.goBack(); await page.waitForTimeout(900);
console.log(await page.evaluate(()=>[window.mark,location.pathname,document.title,scrollY]));
await page.evaluate(()=>{const a=document.createElement('a');a.href='/editor';a.id='zz';document.querySelector('main').append(a);a.click()}); await page.waitForTimeout(1500);
console.log(await page.evaluate(()=>[window.mark,location.pathname,document.title]));
await b.close();
