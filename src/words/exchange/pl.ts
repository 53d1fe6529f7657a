/** Dobre praktyki między miastami, po polsku. */
export default {}

export const errors = {
  unknown: 'Nie ma tu takiej praktyki albo pochodzi ona od miasta, którego nie ma na liście przyjętych.',
  withdrawn: 'To zostało wycofane i nie jest już publiczne.',
  ownCard: 'To praktyka Twojego miasta. Przejąć można tylko praktykę innego miasta.',
  alreadyAdopted: 'Twoje miasto już przejęło tę praktykę. Prowadź dalej tamto wdrożenie.',
  unknownPilot: 'Nie ma takiego pilotażu albo jego plan nie jest jeszcze publiczny. Najpierw zapieczętuj plan.',
}
