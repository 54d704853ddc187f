// The hosted page's words, in French and in English.

const FRENCH = {
  lang: 'fr',
  banner: 'Simulateur local de Stripe — aucune carte réelle, aucun débit.',
  title: 'Paiement',
  email: 'E-mail',
  number: 'Numéro de carte',
  exp: 'Date d’expiration (MM/AA)',
  cvc: 'Cryptogramme visuel',
  name: 'Nom du titulaire',
  pay: 'Payer',
  back: 'Retour',
  total: 'Total',
  declined: 'Votre carte a été refusée.',
  insufficientFunds: 'Votre carte ne dispose pas de fonds suffisants.',
  expiredCard: 'Votre carte a expiré.',
  incorrectCvc: 'Le cryptogramme visuel de votre carte est incorrect.',
  incorrectNumber: 'Votre numéro de carte est incorrect.',
  invalidEmail: 'Votre adresse e-mail est incorrecte.',
  invalidExp: 'La date d’expiration de votre carte est incorrecte ou dépassée.',
  invalidName: 'Le nom du titulaire est obligatoire.',
  notAuthenticated:
    'Nous ne parvenons pas à authentifier votre moyen de paiement. Veuillez en choisir un autre et réessayer.',
  expired: 'Cette session de paiement a expiré. Aucun montant n’a été débité.',
  complete: 'Ce paiement est déjà effectué.',
  missing: 'Cette page de paiement n’existe pas.',
  secureTitle: 'Authentification 3-D Secure',
  secureText: 'Votre banque demande de confirmer ce paiement.',
  secureOk: 'Terminer l’authentification',
  secureFail: 'Échouer l’authentification',
} as const;

export type Texts = { readonly [K in keyof typeof FRENCH]: string };
export type PageError = Exclude<keyof Texts, 'lang'>;

const ENGLISH: Texts = {
  lang: 'en',
  banner: 'Local Stripe simulator — no real card, no charge.',
  title: 'Payment',
  email: 'Email',
  number: 'Card number',
  exp: 'Expiry date (MM/YY)',
  cvc: 'Security code',
  name: 'Cardholder name',
  pay: 'Pay',
  back: 'Back',
  total: 'Total',
  declined: 'Your card was declined.',
  insufficientFunds: 'Your card has insufficient funds.',
  expiredCard: 'Your card has expired.',
  incorrectCvc: 'Your card’s security code is incorrect.',
  incorrectNumber: 'Your card number is incorrect.',
  invalidEmail: 'Your email is incorrect.',
  invalidExp: 'Your card’s expiry date is incorrect or in the past.',
  invalidName: 'The cardholder name is required.',
  notAuthenticated:
    'We are unable to authenticate your payment method. Please choose another one and try again.',
  expired: 'This checkout session has expired. Nothing was charged.',
  complete: 'This payment is already complete.',
  missing: 'There is no such payment page.',
  secureTitle: '3-D Secure authentication',
  secureText: 'Your bank asks you to confirm this payment.',
  secureOk: 'Complete authentication',
  secureFail: 'Fail authentication',
};

/** The session's locale; `auto` follows the browser. French unless English is asked for. */
export function textsFor(locale: string | null, acceptLanguage: string | undefined): Texts {
  const wanted = locale === 'auto' ? (acceptLanguage ?? 'fr') : (locale ?? 'fr');
  return wanted.toLowerCase().startsWith('en') ? ENGLISH : FRENCH;
}

/** « 39,98 € » */
export function formatAmount(cents: number, currency: string, texts: Texts): string {
  const style = { style: 'currency', currency } as const;
  return new Intl.NumberFormat(texts.lang === 'fr' ? 'fr-FR' : 'en-GB', style).format(cents / 100);
}
