// Checks an inspection code in the browser: no network, no app. See docs/inspection-code.md for how a page embeds it.
// The same rules as InspectionCode.Verify in src/Wardmote/Inspections/InspectionCode.cs; tests/Wardmote.Tests/Inspections runs both on the same codes.

const LONGEST = 700;
const strict = new TextDecoder("utf-8", { fatal: true });

function bytesOf(base64url) {
  if (!/^[A-Za-z0-9_-]+$/.test(base64url)) throw new Error("not base64url");
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

function read(payload) {
  const a = JSON.parse(strict.decode(payload));
  if (!Array.isArray(a) || a.length !== 13 || a[0] !== 1) throw new Error("not form 1");
  const [, key, task, organ, organName, premises, premisesName, people, items, grounds, from, to, issued] = a;
  const moment = (minutes) => new Date(minutes * 60000);
  return {
    key, task, organ, organName, premises, premisesName, grounds,
    people: people.map(([name, certificate]) => ({ name, certificate })),
    items: items.map(([code, title]) => ({ code, title })),
    from: moment(from), to: moment(to), issuedAt: moment(issued),
  };
}

/** A JSON Web Key must be a public P-256 key: nothing else is imported. */
function importKey(jwk) {
  const { x, y } = jwk;
  return crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
}

/**
 * What a code is worth.
 * @param {string} text the text of the code, or an address that ends in #text
 * @param {object[]} keys public keys (JSON Web Keys with kid)
 * @param {Date} now
 * @returns {Promise<{answer: "genuine"|"too_early"|"over"|"not_genuine"|"not_a_code", code: object|null}>}
 */
export async function check(text, keys, now = new Date()) {
  const whole = text.slice(text.lastIndexOf("#") + 1).trim();
  const parts = whole.split(".");
  if (whole.length > LONGEST || parts.length !== 3 || parts[0] !== "W1") return { answer: "not_a_code", code: null };
  try {
    const code = read(bytesOf(parts[1]));
    const signature = bytesOf(parts[2]);
    const jwk = keys.find((k) => k.kid === code.key);
    const genuine = jwk !== undefined && signature.length === 64
      && await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, await importKey(jwk), signature, new TextEncoder().encode(`${parts[0]}.${parts[1]}`));
    if (!genuine) return { answer: "not_genuine", code: null };
    return { answer: now < code.from ? "too_early" : now > code.to ? "over" : "genuine", code };
  } catch {
    return { answer: "not_a_code", code: null };
  }
}

const words = {
  zh: {
    genuine: "真实：今天可以检查", too_early: "真实，但还没有到批准的时间", over: "真实，但批准的时间已过", not_genuine: "不是真的：签名对不上", not_a_code: "这不是检查码",
    no_crypto: "这个浏览器不能核验；请换一个，或拨打 12345", stop: "可以拒绝检查，并拨打 12345", people: "来的人（请对照执法证）", certificate: "执法证", items: "只能查这些", grounds: "理由", premises: "企业", organ: "机关",
    window: "批准的时间", task: "任务", issued: "签发", paste: "粘贴检查码", again: "核验", offline: "在您的手机上核验，没有联网",
  },
  en: {
    genuine: "Genuine: they may inspect now", too_early: "Genuine, but the approved time has not come", over: "Genuine, but the approved time is over", not_genuine: "Not genuine: the signature does not fit", not_a_code: "This is not an inspection code",
    no_crypto: "This browser cannot check; use another, or call 12345", stop: "You may refuse the inspection and call 12345", people: "Who may come (compare their cards)", certificate: "Card", items: "They may check only", grounds: "Why", premises: "Business", organ: "Organ",
    window: "Approved time", task: "Task", issued: "Signed", paste: "Paste the inspection code", again: "Check", offline: "Checked on your phone, without network",
  },
  ar: {
    genuine: "صحيح: يجوز لهم التفتيش الآن", too_early: "صحيح لكن الوقت المعتمد لم يحن", over: "صحيح لكن الوقت المعتمد انتهى", not_genuine: "غير صحيح: التوقيع لا يطابق", not_a_code: "هذا ليس رمز تفتيش",
    no_crypto: "لا يستطيع هذا المتصفح التحقق؛ استخدم غيره أو اتصل بـ 12345", stop: "يجوز لك رفض التفتيش والاتصال بـ 12345", people: "من يحق له الحضور (قارن بطاقاتهم)", certificate: "البطاقة", items: "يجوز لهم فحص هذا فقط", grounds: "السبب", premises: "المنشأة", organ: "الجهة",
    window: "الوقت المعتمد", task: "المهمة", issued: "وُقّع", paste: "ألصق رمز التفتيش", again: "تحقق", offline: "تم التحقق على هاتفك دون شبكة",
  },
};

function element(name, text, attributes = {}) {
  const e = document.createElement(name);
  if (text !== undefined) e.textContent = text;
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  return e;
}

function show(place, result, w, language) {
  const code = result.code;
  const good = result.answer === "genuine";
  const nodes = [element("p", w[result.answer], { class: good ? "check-good" : "check-bad", "data-answer": result.answer })];
  if (!good) nodes.push(element("p", w.stop));
  if (code !== null) {
    const time = (d) => d.toLocaleString(language, { timeZone: "Asia/Shanghai", dateStyle: "medium", timeStyle: "short" });
    const list = element("dl");
    const add = (name, ...values) => {
      list.append(element("dt", name));
      for (const value of values) list.append(element("dd", value, { dir: "auto" }));
    };
    add(w.people, ...code.people.map((p) => `${p.name} · ${w.certificate} ${p.certificate}`));
    add(w.items, ...code.items.map((i) => `${i.code} ${i.title}`.trim()));
    add(w.premises, `${code.premisesName} ${code.premises}`.trim());
    add(w.organ, code.organName);
    add(w.grounds, code.grounds);
    add(w.window, `${time(code.from)} – ${time(code.to)}`);
    add(w.task, code.task);
    add(w.issued, time(code.issuedAt));
    nodes.push(list);
  }
  nodes.push(element("p", w.offline));
  place.replaceChildren(...nodes);
}

/** Fills a place on the page: checks what stands after # in the address, and offers a box to paste a code into. */
export function mount(root) {
  const language = (document.documentElement.lang || "zh").slice(0, 2);
  const w = words[language] ?? words.zh;
  const keys = JSON.parse(root.dataset.keys ?? document.getElementById("check-keys").textContent);
  const answer = element("div", undefined, { role: "status", "aria-live": "polite" });
  const form = element("form");
  const label = element("label", w.paste);
  const box = element("textarea", undefined, { rows: "4", autocomplete: "off", spellcheck: "false", dir: "ltr" });
  label.append(box);
  form.append(label, element("button", w.again, { type: "submit" }));
  root.replaceChildren(answer, form);
  const run = async (text) => {
    if (!globalThis.crypto?.subtle) return answer.replaceChildren(element("p", w.no_crypto, { "data-answer": "no_crypto" }));
    show(answer, await check(text, keys), w, language);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(box.value);
  });
  const fromAddress = () => {
    if (location.hash.length > 1) run(decodeURIComponent(location.hash));
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-check-code]")) mount(root);
}
