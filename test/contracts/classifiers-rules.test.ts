import { createRuleClassifier } from '../../src/classify/rules.ts';
import { describeClassifier } from './classifiers.ts';

describeClassifier('rule', createRuleClassifier);
