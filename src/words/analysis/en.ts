/** What analysis refuses, in English. */
export const errors = {
  unknownTarget: 'There is no such target.',
  unknownArea: 'There is no analysis of “{area}”: it is not among the cities that are compared.',
  unknownPeers:
    '“{found}” names no group and no city to compare with. Say all, similar:10, group:… or ids of cities separated by commas.',
  conflict:
    'Somebody changed this target in the meantime: you started from version {expected, number}, now there is version {version, number}. Open it again and make your change there.',
  withdrawn: 'This target was withdrawn. Set a new one instead.',
  nothingChanged: 'The target says this already, so there is nothing to change.',
  targetPassed:
    'The period of this target, {period}, is over, so what was promised for it stays. Set a new target for a later period.',
  targetInPast:
    'The period {period} is over, so nothing can be aimed at in it any more. Choose one that has not ended by {day}.',
  targetUnit: 'A target in “{found}” cannot be compared with an indicator in “{unit}”. Use the indicator’s unit.',
  targetOutside:
    'The indicator cannot have the value {value, number}: it lies between {min, number} and {max, number}.',
  targetBound:
    'Say on which side of the value it is right, at least or at most; where the indicator has a better side, it is that one.',
  parameter: '“{found}” cannot be the value of “{name}”. Right would be: {right}.',
  weightsZero: 'All weights are zero ({names}), so nothing can be ranked. Give at least one of them more than zero.',
  input: 'The analysis input is not right: {what} “{id}”.',
}
