import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importText, refusalOf } from "../import-text.ts";

const LINE =
  '"P","p@x.test","","Zahrada","","Plot","Ne","2026-02-13","10:00:00","2026-02-13","10:25:00","00:25:00","",""';

describe("Toggl", () => {
  for (const [language, header] of [
    [
      "Czech",
      '"Uživatel","E-mail","Klient","Projekt","Úkol","Popis","Fakturovatelné","Datum začátku","Čas začátku","Datum konce","Čas konce","Trvání","Štítky","Částka (CZK)"',
    ],
    [
      "German",
      '"Benutzer","E-Mail","Kunde","Projekt","Aufgabe","Beschreibung","Abrechenbar","Startdatum","Startzeit","Enddatum","Endzeit","Dauer","Tags","Betrag (EUR)"',
    ],
    [
      "French",
      '"Utilisateur","E-mail","Client","Projet","Tâche","Description","Facturable","Date de début","Heure de début","Date de fin","Heure de fin","Durée","Étiquettes","Montant (EUR)"',
    ],
    [
      "Spanish",
      '"Usuario","Correo electrónico","Cliente","Proyecto","Tarea","Descripción","Facturable","Fecha de inicio","Hora de inicio","Fecha de finalización","Hora de finalización","Duración","Etiquetas","Importe (EUR)"',
    ],
    [
      "Polish",
      '"Użytkownik","E-mail","Klient","Projekt","Zadanie","Opis","Płatne","Data rozpoczęcia","Godzina rozpoczęcia","Data zakończenia","Godzina zakończenia","Czas trwania","Tagi","Kwota (PLN)"',
    ],
    [
      "Portuguese",
      '"Usuário","E-mail","Cliente","Projeto","Tarefa","Descrição","Faturável","Data de início","Hora de início","Data de término","Hora de término","Duração","Etiquetas","Valor (EUR)"',
    ],
    [
      "Italian",
      '"Utente","Email","Cliente","Progetto","Attività","Descrizione","Fatturabile","Data di inizio","Ora di inizio","Data di fine","Ora di fine","Durata","Tag","Importo (EUR)"',
    ],
  ] as const) {
    test(`headers in ${language} are understood`, async () => {
      const { format, sessions } = await importText(`\ufeff${header}\r\n${LINE}\r\n`);
      assert.deepEqual([format, sessions], ["toggl", ["2026-02-13T09:00 1500 Zahrada | Plot | –"]]);
    });
  }

  test("a table that lacks one of the columns is refused, not half read", async () => {
    assert.match(
      await refusalOf("Projekt,Startdatum,Startzeit,Enddatum,Endzeit,Dauer\n"),
      /^column_missing/,
    );
  });
});
