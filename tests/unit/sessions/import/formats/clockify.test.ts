import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { importText } from "../import-text.ts";

const HEADER =
  "Project,Client,Description,Task,User,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal)";
const row = (start: string, end: string, description = "Beds", length = "00:25:00") =>
  `Garden,,${description},,P,${start},${end},${length},`;
const file = (...rows: readonly string[]) => `${[HEADER, ...rows].join("\n")}\n`;

describe("Clockify", () => {
  test("clocks of 12 hours, with and without seconds, midnight and noon", async () => {
    const { format, sessions, faults } = await importText(
      file(
        row("02/13/2026,12:05:00 AM", "02/13/2026,12:30 AM"),
        row("02/13/2026,12:10 PM", "02/13/2026,12:35:00 p.m.", ""),
        row("02/13/2026,03:00 PM", ",", "Open", ""),
        row("02/14/2026,03:00 PM", "02/14/2026,03:00 PM", "Slip", "00:00:00"),
      ),
    );
    assert.equal(format, "clockify");
    assert.deepEqual(sessions, [
      "2026-02-12T23:05 1500 Garden | Beds | –",
      "2026-02-13T11:10 1500 Garden | – | –",
    ]);
    assert.deepEqual(faults, ["4 running", "5 zero_length"]);
  });

  for (const [name, first, second, order] of [
    ["a number above 12", "03/02/2026", "14/02/2026", "day"],
    ["a number above 12", "02/03/2026", "02/14/2026", "month"],
    ["a date that is yet to come", "01/02/2026", "09/01/2026", "day"],
  ] as const) {
    test(`the order of all dates is shown by ${name}: ${order} first`, async () => {
      const { sessions } = await importText(
        file(row(`${first},10:00`, `${first},10:25`), row(`${second},10:00`, `${second},10:25`)),
      );
      assert.equal(sessions.length, 2);
      const days = sessions.map((text) => text.slice(5, 10)).toSorted();
      const read = [first, second].map((text) => {
        const [one, other] = text.split("/");
        return order === "day" ? `${other}-${one}` : `${one}-${other}`;
      });
      assert.deepEqual(days, read.toSorted());
    });
  }

  test("the order is shown by a session over midnight", async () => {
    const { sessions } = await importText(file(row("03/02/2026,23:50", "04/02/2026,00:15")));
    assert.deepEqual(sessions, ["2026-02-03T22:50 1500 Garden | Beds | –"]);
  });

  test("an order that nothing shows is asked for", async () => {
    const open = file(
      row("03/02/2026,10:00", "03/02/2026,10:25"),
      row("04/04/2026,10:00", "04/04/2026,10:25"),
    );
    assert.deepEqual((await importText(open)).faults, ["2 date_order"]);
    const { sessions } = await importText(open, { dateOrder: "month-first" });
    assert.match(sessions[0] ?? "", /^2026-03-02T09:00/);
  });

  for (const header of [
    "Proyecto;Cliente;Descripción;Tarea;Usuario;Grupo;Correo;Etiquetas;Facturable;Fecha inicio;Hora inicio;Fecha fin;Hora fin;Duración (h);Duración (decimal)",
    "Projekt;Kunde;Beschreibung;Aufgabe;Benutzer;Gruppe;E-Mail;Tags;Abrechenbar;Startdatum;Startzeit;Enddatum;Endzeit;Dauer (h);Dauer (dezimal)",
    "Projet;Client;Description;Tâche;Utilisateur;Groupe;E-mail;Étiquettes;Facturable;Date de début;Heure de début;Date de fin;Heure de fin;Durée (h);Durée (décimale)",
  ]) {
    test(`the headers may be in another language: ${header.slice(0, 8)}`, async () => {
      const line =
        "Zahrada;;Plot;;P;;p@x.test;;Ano;13.02.2026;10:00:00;13.02.2026;10:25:00;00:25:00;0,42";
      const { format, sessions } = await importText(`${header}\n${line}\n`);
      assert.deepEqual(
        [format, sessions],
        ["clockify", ["2026-02-13T09:00 1500 Zahrada | Plot | –"]],
      );
    });
  }
});
